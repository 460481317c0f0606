package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    @Test
    void isTheLargestGapOfTheTwoStepFunctions() {
        double[] x = {1, 2, 3, 4};

        assertThat(KolmogorovSmirnov.distance(x, x)).isZero();
        assertThat(KolmogorovSmirnov.distance(x, new double[] {5, 6})).isEqualTo(1);
        assertThat(KolmogorovSmirnov.distance(x, new double[] {2, 2, 2, 5})).isEqualTo(0.25);
        assertThat(KolmogorovSmirnov.distance(new double[] {3, 4}, new double[] {1, 2, 3, 4}))
                .isEqualTo(0.5);
        assertThat(KolmogorovSmirnov.distance(x, new double[0])).isNaN();
    }
}
