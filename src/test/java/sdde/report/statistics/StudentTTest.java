package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StudentTTest {
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
}
