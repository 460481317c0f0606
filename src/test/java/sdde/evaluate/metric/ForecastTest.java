package sdde.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

class ForecastTest {
    @Test
    void theLossStaysFiniteWhereTheProbabilityUnderflows() {
        Outputs outputs = new Outputs(1, 1, 2, new double[] {0, 5000});

        for (Pooling pooling : Pooling.values()) {
            assertThat(new Nll().of(Forecast.of(outputs, pooling, new int[] {0})))
                    .isEqualTo(5000);
        }
    }

    @Test
    void aShortLastBatchCountsAsMuchAsAFullOneInThePaper() {
        double[] probabilities = {0.5, 0.5, 0.5, 0.5, 0.25, 0.75};
        Forecast forecast = Forecast.of(probabilities, 2, new int[] {0, 0, 0});

        double half = Math.log(2);
        assertThat(new NllPaper(2).of(forecast)).isCloseTo((half + 2 * half) / 2, within(1e-15));
        assertThat(new Nll().of(forecast)).isCloseTo((2 * half + 2 * half) / 3, within(1e-15));
    }

    @Test
    void thePaperDropsConfidenceOneAndWeDoNot() {
        Forecast forecast = Forecast.of(new double[] {1, 0, 0.75, 0.25}, 2, new int[] {1, 0});

        assertThat(((ForecastMetric) Metrics.REGISTRY.defaults("ece")).of(forecast))
                .isEqualTo((1 + 0.25) / 2);
        assertThat(new EcePaper(15).of(forecast)).isEqualTo(0.25);
        assertThat(new EcePaperDropped().of(forecast)).isEqualTo(1);
        assertThat(new EcePaper(15).of(Forecast.of(new double[] {1, 0}, 2, new int[] {1})))
                .isZero();
    }

    /** What PyTorch 2.7.1 says of these on a processor with AVX-512; {@code 1 - 8e-8} alone is not 1.0 in float32. */
    @Test
    void thePaperDropsWhatPyTorchRoundsToOne() {
        assertThat(dropped(3, 2, 0, 1)).isZero();
        assertThat(dropped(3, 1, 0, 2)).isEqualTo(1);
        assertThat(dropped(3, 0, 1, 2)).isEqualTo(1);
        assertThat(dropped(20, 3, 1, 17)).isZero();
        assertThat(dropped(20, 3, 4, 5)).isEqualTo(1);
    }

    /** Of one image, with all but two times 4e-8 on one class. */
    private static double dropped(int classes, int likely, int one, int other) {
        double[] probabilities = new double[classes];
        probabilities[one] = 4e-8;
        probabilities[other] = 4e-8;
        probabilities[likely] = 1 - 8e-8;
        return new EcePaperDropped().of(Forecast.of(probabilities, classes, new int[] {0}));
    }

    @Test
    void refusesALabelOutsideTheClasses() {
        assertThatThrownBy(() -> Forecast.of(new double[] {1, 0}, 2, new int[] {2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be from 0 to 1, got 2");
    }
}
