package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.statistics.GoldenStatistics.cases;
import static sdde.report.statistics.GoldenStatistics.check;
import static sdde.report.statistics.GoldenStatistics.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestOfTest {
    @Test
    void agreesWithTheGoldenTables() throws IOException {
        for (JsonNode golden : cases("holm_tables.json", "holm_table")) {
            compare(golden, "accuracy_higher_better", "accuracy_methods_by_seeds", true);
            compare(golden, "nll_lower_better", "nll_methods_by_seeds", false);
        }
    }

    @Test
    void comparesOnlySeedsThatBothMethodsHave() {
        double[][] scores = {{1, 2, 3.5, Double.NaN}, {0, 1, 2, 9}, {Double.NaN, 0, Double.NaN, Double.NaN}};

        BestOf best = BestOf.of(scores, true);

        assertThat(best.best()).isEqualTo(1);
        assertThat(best.adjusted().get(2)).isNaN();
        assertThat(best.keeps(2, 0.05)).isTrue();
    }

    @Test
    void withoutScoresThereIsNoBest() {
        assertThat(BestOf.of(new double[][] {{Double.NaN}}, true).best()).isEqualTo(-1);
    }

    private static void compare(JsonNode golden, String metric, String input, boolean higher) {
        JsonNode methods = golden.at("/inputs/methods");

        BestOf best = BestOf.of(matrix(golden.at("/inputs/" + input)), higher);

        String path = "/" + metric;
        assertThat(best.best())
                .isEqualTo(golden.at("/expected" + path + "/best_index").asInt());
        List<Double> others = new ArrayList<>(best.adjusted());
        others.remove(best.best());
        check(
                golden,
                path + "/paired_t_two-sided/p_holm",
                others.stream().mapToDouble(Double::doubleValue).toArray());
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            if (best.keeps(i, 0.05)) {
                kept.add(methods.get(i).asText());
            }
        }
        List<String> expected = new ArrayList<>();
        golden.at("/expected" + path + "/paired_t_two-sided/not_significantly_worse")
                .forEach(name -> expected.add(name.asText()));
        assertThat(kept).isEqualTo(expected);
    }
}
