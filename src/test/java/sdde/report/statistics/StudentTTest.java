package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.statistics.GoldenStatistics.cases;
import static sdde.report.statistics.GoldenStatistics.check;
import static sdde.report.statistics.GoldenStatistics.number;
import static sdde.report.statistics.GoldenStatistics.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudentTTest {
    private static final Map<Alternative, String> NAMES = Map.of(
            Alternative.TWO_SIDED, "two-sided",
            Alternative.GREATER, "greater",
            Alternative.LESS, "less");

    @Test
    void pairedTestAgreesWithScipy() throws IOException {
        for (JsonNode golden : cases("tests.json", "t_tests")) {
            if (golden.at("/expected/paired").isMissingNode()) {
                continue; // samples of different length cannot be paired
            }
            double[] x = numbers(golden.at("/inputs/x"));
            double[] y = numbers(golden.at("/inputs/y"));

            StudentT test = StudentT.paired(x, y);

            checkAll(golden, "/paired", test);
            check(golden, "/paired/mean_diff", test.estimate());
            check(golden, "/paired/sd_diff_ddof1", Sample.sd(Sample.differences(x, y)));
        }
    }

    @Test
    void welchsTestAgreesWithScipy() throws IOException {
        for (JsonNode golden : cases("tests.json", "t_tests")) {
            Summary x = Summary.of(numbers(golden.at("/inputs/x")));
            Summary y = Summary.of(numbers(golden.at("/inputs/y")));

            checkAll(golden, "/welch", StudentT.welch(x, y));
        }
    }

    @Test
    void welchsTestWorksFromPublishedNumbers() throws IOException {
        for (JsonNode golden : cases("tests.json", "welch_from_summary")) {
            StudentT test = StudentT.welch(summary(golden, "1"), summary(golden, "2"));

            for (Alternative alternative : Alternative.values()) {
                check(golden, "/" + NAMES.get(alternative) + "/p", test.p(alternative));
            }
            check(golden, "/df", test.degrees());
            check(golden, "/ci95_diff/0", test.interval(0.95).low());
            check(golden, "/ci95_diff/1", test.interval(0.95).high());
        }
    }

    @Test
    void intervalOfTheMeanAgreesWithScipy() throws IOException {
        for (JsonNode golden : cases("tests.json", "t_tests")) {
            double[] x = numbers(golden.at("/inputs/x"));

            check(golden, "/t_ci95_mean_x/0", Sample.meanInterval(0.95, x).low());
            check(golden, "/t_ci95_mean_x/1", Sample.meanInterval(0.95, x).high());
            check(golden, "/t_ci99_mean_x/0", Sample.meanInterval(0.99, x).low());
            check(golden, "/t_ci99_mean_x/1", Sample.meanInterval(0.99, x).high());
        }
    }

    @Test
    void onePairGivesNoTest() {
        StudentT test = StudentT.paired(new double[] {1}, new double[] {0});

        assertThat(test.p(Alternative.TWO_SIDED)).isNaN();
        assertThat(test.interval(0.95)).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void equalSamplesHaveNoEffectAndConstantDifferencesNoError() {
        double[] x = {0.1, 0.2, 0.3};

        assertThat(StudentT.paired(x, x).p(Alternative.TWO_SIDED)).isEqualTo(1);
        assertThat(StudentT.paired(x, new double[] {0.0, 0.1, 0.2}).p(Alternative.TWO_SIDED))
                .isZero();
    }

    private static Summary summary(JsonNode golden, String suffix) {
        JsonNode inputs = golden.get("inputs");
        return new Summary(
                number(inputs.get("mean" + suffix)),
                number(inputs.get("sd" + suffix)),
                inputs.get("n" + suffix).asInt());
    }

    private static void checkAll(JsonNode golden, String path, StudentT test) {
        for (Alternative alternative : Alternative.values()) {
            String place = path + "/" + NAMES.get(alternative);
            check(golden, place + "/t", test.t());
            check(golden, place + "/p", test.p(alternative));
            check(golden, place + "/df", test.degrees());
            check(golden, place + "/ci95/0", test.interval(0.95, alternative).low());
            check(golden, place + "/ci95/1", test.interval(0.95, alternative).high());
        }
    }
}
