package sdde.evaluate.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.SinglePrecision;

class TemperatureTest {
    @Test
    void theAuthorsSearchLeavesItsBracketOnBothSides() {
        for (double best : new double[] {0.00068, 0.05, 1.7, 60, 3401}) {
            double found = PaperTemperature.search(t -> Math.pow(Math.log(t / best), 2));

            assertThat(Math.log(found)).isCloseTo(Math.log(best), within(0.01));
        }
    }

    @Test
    void theAuthorsSearchHasNoAnswerOnAPlain() {
        assertThat(PaperTemperature.search(t -> 1)).isNaN();
    }

    /** No image is right, so the loss falls towards log C and is flat but for rounding: SciPy 1.17.1 on PyTorch 2.7.1 ends there. */
    @Test
    void theAuthorsSearchEndsWhereRoundingEndsIt() {
        assertThat(ofOneImage(1, 3, 1, 0.5f)).isCloseTo(4811758.83, within(1.0));
        assertThat(ofOneImage(2, 2.5f, -1, 0.25f)).isCloseTo(26389.81, within(0.01));
        assertThat(ofOneImage(1, 2, 1)).isCloseTo(34021899.0, within(10.0));
        assertThat(ofOneImage(1, 1, 0, 2, 3)).isCloseTo(5600170.0, within(1.0));
        assertThat(ofOneImage(3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)).isCloseTo(37767.15, within(0.01));
    }

    /** The loss is 0 from where they start: SciPy finds no bracket, and the authors' program ends with an error. */
    @Test
    void theAuthorsSearchHasNoAnswerWhereEveryImageIsRight() {
        assertThat(ofOneImage(0, 5, 1, 0)).isNaN();
    }

    private static double ofOneImage(int label, float... logits) {
        return PaperTemperature.search(t -> SinglePrecision.crossEntropy(logits, new int[] {label}, t));
    }

    @Test
    void twoToOneForTwoClassesIsLogTwo() {
        // right twice in three with logit gap 1: sigmoid(1 / T) = 2 / 3
        Outputs outputs = new Outputs(1, 3, 2, new double[] {1, 0, 1, 0, 1, 0});

        for (Pooling pooling : Pooling.values()) {
            double found = BestTemperature.fit(outputs, pooling, new int[] {0, 0, 1});
            assertThat(found).isCloseTo(1 / Math.log(2), within(1e-10));
        }
    }

    @Test
    void theLimitsAreNamed() {
        Outputs outputs = new Outputs(1, 2, 2, new double[] {1, 0, 1, 0});
        Outputs flat = new Outputs(2, 1, 2, new double[] {1, 1, 3, 3});

        assertThat(BestTemperature.fit(outputs, Pooling.MEAN_LOGITS, new int[] {0, 0}))
                .isZero();
        assertThat(BestTemperature.fit(outputs, Pooling.MEAN_LOGITS, new int[] {0, 1}))
                .isInfinite();
        assertThat(BestTemperature.fit(flat, Pooling.MEAN_PROBABILITIES, new int[] {0}))
                .isNaN();
    }
}
