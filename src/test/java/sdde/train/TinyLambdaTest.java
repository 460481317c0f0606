package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.run.LossReduction;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.train.method.Method;
import sdde.train.method.Methods;
import sdde.train.network.Networks;

/**
 * A weight too small to matter trains what no weight trains, also through the steps in which the loss leaves its plateau and
 * any rounding step grows: before the diversity gradient was added last, the weights lay 0.017 apart after these steps.
 */
class TinyLambdaTest {
    private static final int MEMBERS = 3;
    private static final TrainSettings SETTINGS = new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none");

    private final Dataset mnist = Datasets.REGISTRY.create(Choice.of("mnist"));
    private final Images images = mnist.load(Split.TRAIN).first(12_800);

    @Test
    void aWeightOfOneTrillionthMovesNoParameterByMoreThanRounding() {
        float[] plain = trained(Choice.of("de"));
        float[] weighted = trained(Choice.of("sdde", Map.of("lambda", 1e-12)));
        float[] diversified = trained(Choice.of("sdde", Map.of("lambda", 0.1)));

        assertThat(largestDifference(plain, weighted)).isLessThan(1e-5);
        assertThat(largestDifference(plain, diversified)).isGreaterThan(1e-2);
    }

    private float[] trained(Choice choice) {
        RunSpec spec = new RunSpec(Choice.of("mnist"), Choice.of("lenet"), choice, MEMBERS, 1, SETTINGS);
        Method method = Methods.REGISTRY.create(choice);
        Feed feed = new Feed(
                spec, method, new TrainingData(images, images, 10, mnist.facts().normalisation(), null));
        CosineSchedule schedule = new CosineSchedule(SETTINGS.learningRate(), feed.steps());
        try (Ensemble ensemble = new Ensemble(Device.cpu(), Networks.REGISTRY.defaults("lenet"), MEMBERS, 10)) {
            ensemble.draw(spec.seed());
            Nesterov optimiser = new Nesterov(
                    ensemble.manager(), ensemble.parameters().size(), SETTINGS.momentum(), SETTINGS.weightDecay());
            TrainingStep step = new TrainingStep(ensemble, method, optimiser, null, LossReduction.MEAN);
            for (int s = 0; s < feed.steps(); s++) {
                step.run(feed.input(1, s, schedule.rate(s)));
            }
            return ensemble.parameters().toFloatArray();
        }
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
