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

    @Test
    void refusesALabelOutsideTheClasses() {
        assertThatThrownBy(() -> Forecast.of(new double[] {1, 0}, 2, new int[] {2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be from 0 to 1, got 2");
    }
}
