package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.run.LossReduction;
import sdde.run.RunSpec;
import sdde.train.method.Method;
import sdde.train.network.LeNet;

/** What a step on outliers says is what their own logits say, not those of any member's batch. */
class OutlierStepTest {
    private static final int MEMBERS = 3;

    private static StepInput input(RunSpec spec, Method method) {
        return new Feed(spec, method, SmallRun.data()).input(1, 0, 0.05);
    }

    private static StepReport step(Choice choice) {
        RunSpec spec = SmallRun.spec(choice, MEMBERS, 1);
        Method method = SmallRun.method(spec);
        try (Ensemble ensemble = drawn()) {
            Nesterov optimiser =
                    new Nesterov(ensemble.manager(), ensemble.parameters().size(), 0.9, 5e-4);
            return new TrainingStep(ensemble, method, optimiser, null, LossReduction.MEAN).run(input(spec, method));
        }
    }

    private static Ensemble drawn() {
        Ensemble ensemble = new Ensemble(Device.cpu(), new LeNet(), MEMBERS, SmallRun.CLASSES);
        ensemble.draw(7);
        return ensemble;
    }

    /** Cross entropy to the uniform distribution, member by member and image by image in float64. */
    private static double exposure(float[] logits) {
        List<Double> losses = new ArrayList<>();
        for (int row = 0; row < logits.length; row += SmallRun.CLASSES) {
            double sum = 0;
            double mean = 0;
            for (int c = 0; c < SmallRun.CLASSES; c++) {
                sum += Math.exp(logits[row + c]);
                mean += logits[row + c] / SmallRun.CLASSES;
            }
            losses.add(Math.log(sum) - mean);
        }
        return losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    }

    @Test
    void exposureIsThatOfTheOutliersLogits() {
        RunSpec spec = SmallRun.spec("oe", MEMBERS, 1);
        StepInput.Outliers outliers =
                Objects.requireNonNull(input(spec, SmallRun.method(spec)).outliers());
        float[] logits;
        try (Ensemble ensemble = drawn();
                NDManager scope = ensemble.manager().newSubManager()) {
            logits = ensemble.evaluate(scope, scope.create(outliers.images(), outliers.shape(), DataType.FLOAT32))
                    .logits()
                    .toFloatArray();
        }

        StepReport report = step(Choice.of("oe"));

        assertThat(outliers.shape().get(0)).isEqualTo(50);
        assertThat((double) report.diversity()).isCloseTo(exposure(logits), within(1e-6));
        assertThat((double) report.total()).isCloseTo(report.crossEntropy() + 0.5 * exposure(logits), within(1e-6));
    }

    @Test
    void saliencyOnOutliersIsTheSumOfItsParts() {
        float exposed = step(Choice.of("oe")).diversity();
        float saliency = step(Choice.of("sdde-ood", Map.of("lambda", 1.0, "exposure", 0.0)))
                .diversity();
        float both = step(Choice.of("sdde-ood", Map.of("lambda", 0.25, "exposure", 2.0)))
                .diversity();
        float within = step(Choice.of("sdde")).diversity();

        assertThat((double) both).isCloseTo(0.25 * saliency + 2 * exposed, within(1e-6));
        assertThat(saliency).isBetween(-0.5f, 1f).isNotEqualTo(within);
    }
}
