package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.statistics.GoldenStatistics.cases;
import static sdde.report.statistics.GoldenStatistics.check;
import static sdde.report.statistics.GoldenStatistics.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SignFlipTest {
    @Test
    void agreesWithFullEnumeration() throws IOException {
        for (JsonNode golden : cases("tests.json", "sign_flip")) {
            SignFlip test = SignFlip.paired(numbers(golden.at("/inputs/x")), numbers(golden.at("/inputs/y")));

            check(golden, "/greater", test.greater());
            check(golden, "/less", test.less());
            check(golden, "/two-sided", test.twoSided());
        }
    }

    @Test
    void fewPairsCannotGiveASmallP() {
        SignFlip test = SignFlip.paired(new double[] {9, 9, 9, 9, 9}, new double[5]);

        assertThat(test.twoSided()).isEqualTo(0.0625);
        assertThat(SignFlip.smallestTwoSided(5)).isEqualTo(0.0625);
        assertThat(SignFlip.smallestTwoSided(2)).isEqualTo(0.5);
        assertThat(SignFlip.smallestTwoSided(1)).isEqualTo(1);
        assertThat(SignFlip.smallestTwoSided(0)).isEqualTo(1);
    }
}
