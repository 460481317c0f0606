package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerTest {
    private static final Power USUAL = new Power(0.05, 0.8);

    /** t quantiles of 4 degrees: 2.776 and 0.941. */
    @Test
    void fivePairsDetectOneAndTwoThirdsStandardDeviations() {
        assertThat(USUAL.detectable(1, 5)).isCloseTo((2.776445 + 0.940965) / Math.sqrt(5), within(1e-5));
        assertThat(USUAL.detectable(1, 1)).isNaN();
    }

    @Test
    void pairsAreTheFewestThatDetect() {
        int pairs = USUAL.pairs(0.5, 1);

        assertThat(USUAL.detectable(1, pairs)).isLessThanOrEqualTo(0.5);
        assertThat(USUAL.detectable(1, pairs - 1)).isGreaterThan(0.5);
        assertThat(USUAL.pairs(-0.5, 1)).isEqualTo(pairs);
        assertThat(USUAL.pairs(0, 1)).isZero();
    }

    @Test
    void aDetectableDifferenceIsFoundFourTimesInFive() {
        SplittableRandom random = new SplittableRandom(5);
        double difference = USUAL.detectable(1, 6);
        int found = 0;
        for (int study = 0; study < 2000; study++) {
            double[] pairs = new double[6];
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = difference + random.nextGaussian();
            }
            found += StudentT.paired(pairs, new double[6]).p(Alternative.TWO_SIDED) < 0.05 ? 1 : 0;
        }

        assertThat(found / 2000.0).isBetween(0.74, 0.86);
    }
}
