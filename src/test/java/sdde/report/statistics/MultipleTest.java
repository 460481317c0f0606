package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.statistics.GoldenStatistics.cases;
import static sdde.report.statistics.GoldenStatistics.check;
import static sdde.report.statistics.GoldenStatistics.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MultipleTest {
    @Test
    void adjustmentsAgreeWithStatsmodels() throws IOException {
        for (JsonNode golden : cases("tests.json", "multiple")) {
            double[] p = numbers(golden.at("/inputs/p"));

            check(golden, "/holm", Multiple.holm(p));
            check(golden, "/bonferroni", Multiple.bonferroni(p));
        }
    }

    @Test
    void missingTestsDoNotCount() {
        assertThat(Multiple.holm(0.02, Double.NaN, 0.01)).containsExactly(0.02, Double.NaN, 0.02);
    }
}
