package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoWayPermutationTest {
    /** (3, 4, 6) of noise, the first factor's levels this far apart. */
    private static double[][][] scores(double apart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][][] scores = new double[3][4][6];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 6; k++) {
                    scores[i][j][k] = apart * i + 10 * k + random.nextGaussian();
                }
            }
        }
        return scores;
    }

    @Test
    void aLargeFactorHasTheSmallestPAndTheOtherHasNot() {
        TwoWayPermutation p = TwoWayPermutation.of(scores(5, 1), 199, new SplittableRandom(2));

        assertThat(p.pA()).isEqualTo(1 / 200.0);
        assertThat(p.pB()).isGreaterThan(0.05);
        assertThat(p.pInteraction()).isGreaterThan(0.05);
    }

    @Test
    void withoutEffectOneInTwentyIsBelowFivePercent() {
        int below = 0;
        for (int study = 0; study < 400; study++) {
            below += TwoWayPermutation.of(scores(0, study), 99, new SplittableRandom(study))
                                    .pA()
                            <= 0.05
                    ? 1
                    : 0;
        }

        assertThat(below).isBetween(8, 34); // 20 expected, sd 4.4
    }

    @Test
    void equalSeedsGiveEqualP() {
        assertThat(TwoWayPermutation.of(scores(1, 3), 99, new SplittableRandom(4)))
                .isEqualTo(TwoWayPermutation.of(scores(1, 3), 99, new SplittableRandom(4)));
    }
}
