package sdde.evaluate.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.SinglePrecision;
import sdde.evaluate.metric.Forecast;
import sdde.evaluate.metric.ForecastMetric;
import sdde.evaluate.metric.Metrics;
import sdde.golden.Golden;
import sdde.run.Npy;

class CalibrationGoldenTest {
    private static final double FLOAT32 = 1e-6; // a loss of 5e-8 is 0 in float32
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("calibration.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    @Test
    void calibrationIsTheAuthors() {
        for (String name : golden.cases("(.+)_logits")) {
            golden.check(name + "_metrics", metrics(name, 1));
        }
    }

    @Test
    void confidencesThatRoundToOneAreDropped() {
        for (String name : golden.cases("(.+)_logits")) {
            golden.check(name + "_dropped", score("ece_paper_dropped", forecast(name, 1)));
        }
    }

    @Test
    void theSearchFindsTheAuthorsTemperature() {
        for (String name : golden.cases("(.+)_temperature")) {
            if (golden.has(name + "_logits")) {
                double found = PaperTemperature.search(t -> loss(name, t));

                golden.check(name + "_temperature", found);
                double loss = loss(name, found);
                golden.check(name + "_nll_at_temperature", loss);
                assertThat(score("nll", forecast(name, found))).isCloseTo(loss, within(1e-4 * loss + FLOAT32));
            }
        }
    }

    @Test
    void scaledCalibrationIsTheAuthors() {
        for (String array : golden.outputs(".+_metrics_scaled")) {
            String name = array.replace("_metrics_scaled", "");

            golden.check(array, metrics(name, golden.expected(name + "_temperature")[0]));
        }
    }

    /** ECE, NLL, Brier, ACC. */
    private static double[] metrics(String name, double temperature) {
        Forecast forecast = forecast(name, temperature);
        long batch = golden.input(name + "_batch").longs()[0];
        Choice nll = Choice.of("nll_paper", java.util.Map.of("batch_size", (int) batch));
        return new double[] {
            score("ece_paper", forecast),
            ((ForecastMetric) Metrics.REGISTRY.create(nll)).of(forecast),
            score("brier", forecast),
            score("accuracy_paper", forecast)
        };
    }

    private static double loss(String name, double temperature) {
        return SinglePrecision.crossEntropy(golden.input(name + "_logits").floats(), labels(name), temperature);
    }

    private static int[] labels(String name) {
        return Arrays.stream(golden.input(name + "_labels").longs())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private static double score(String metric, Forecast forecast) {
        return ((ForecastMetric) Metrics.REGISTRY.defaults(metric)).of(forecast);
    }

    private static Forecast forecast(String name, double temperature) {
        Npy logits = golden.input(name + "_logits");
        double[] scaled =
                Arrays.stream(logits.doubles()).map(z -> z / temperature).toArray();
        Outputs outputs = new Outputs(1, (int) logits.shape()[0], (int) logits.shape()[1], scaled);
        return Forecast.of(outputs, Pooling.MEAN_LOGITS, labels(name));
    }
}
