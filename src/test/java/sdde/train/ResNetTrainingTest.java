package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.data.Dataset;
import sdde.data.dataset.Cifar10;
import sdde.data.dataset.CifarBytes;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.train.method.Methods;
import sdde.train.network.Network;
import sdde.train.network.Networks;

/** Every method trains a residual network on colour images: it learns, leaves nothing behind and can be stopped. */
class ResNetTrainingTest {
    private static final int MEMBERS = 2;
    private static final int EPOCHS = 6;

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path checkpoints = Path.of("");

    private static RunSpec spec(String method) {
        TrainSettings train = new TrainSettings(EPOCHS, 20, 0.05, 0.9, 5e-4, "none");
        Choice complete = Methods.REGISTRY.complete(
                method.equals("dice") ? Choice.of(method, Map.of("samples_per_class", 2)) : Choice.of(method));
        Choice network = Choice.of("resnet18-32", Map.of("width", 4));
        return new RunSpec(Choice.of("cifar10"), network, complete, MEMBERS, 3, train);
    }

    private TrainingData data(RunSpec spec) {
        CifarBytes.write(folder, 20);
        Dataset dataset = new Cifar10(folder.toString(), 4, 20, 0, "");
        return TrainingData.of(dataset, SmallRun.method(spec)); // 60 images of 10 classes
    }

    private static Ensemble ensemble(RunSpec spec) {
        Network network = Networks.REGISTRY.create(spec.network());
        return new Ensemble(Device.cpu(), network, spec.ensembleSize(), 10);
    }

    private static final class Steps implements TrainingListener {
        final Ensemble ensemble;
        final List<Float> losses = new ArrayList<>();
        final List<Integer> arrays = new ArrayList<>();

        Steps(Ensemble ensemble) {
            this.ensemble = ensemble;
        }

        @Override
        public void epoch(EpochReport report) {}

        @Override
        public void step(int epoch, int step, StepReport report) {
            losses.add(report.crossEntropy());
            arrays.add(ensemble.manager().getManagedArrays().size());
        }
    }

    private Steps trained(RunSpec spec, Ensemble ensemble) {
        Trainer.Checkpoints where = new Trainer.Checkpoints(checkpoints, Duration.ofDays(1));
        Steps steps = new Steps(ensemble);
        try (Trainer trainer = new Trainer(spec, SmallRun.method(spec), data(spec), ensemble, where)) {
            assertThat(trainer.train(() -> false, steps)).isInstanceOf(Trained.Done.class);
        }
        return steps;
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ncl", "adp", "dice", "sdde"})
    void theLossFallsAndNothingPilesUp(String method) {
        RunSpec spec = spec(method);
        try (Ensemble ensemble = ensemble(spec)) {
            Steps steps = trained(spec, ensemble);

            int perEpoch = 3;
            assertThat(steps.losses).hasSize(EPOCHS * perEpoch);
            double last = mean(steps.losses.subList(steps.losses.size() - perEpoch, steps.losses.size()));
            assertThat(last).isLessThan(0.7 * mean(steps.losses.subList(0, perEpoch)));
            assertThat(steps.arrays).containsOnly(steps.arrays.get(0));
        }
    }

    @Test
    void saliencyWithoutWeightTrainsExactlyADeepEnsembleRunningStatisticsIncluded() {
        RunSpec plain = spec("de");
        RunSpec weightless = new RunSpec(
                plain.dataset(),
                plain.network(),
                Methods.REGISTRY.complete(SmallRun.weighted("sdde", 0)),
                MEMBERS,
                plain.seed(),
                plain.train());
        try (Ensemble one = ensemble(plain);
                Ensemble other = ensemble(weightless)) {
            trained(plain, one);
            trained(weightless, other);

            assertThat(other.parameters().toFloatArray())
                    .isEqualTo(one.parameters().toFloatArray());
            assertThat(other.buffers().toFloatArray()).isEqualTo(one.buffers().toFloatArray());
        }
    }

    @Test
    void aFileOfWeightsHoldsTheRunningStatistics() {
        RunSpec spec = spec("de");
        Path file = checkpoints.resolve("weights.safetensors");
        try (Ensemble ensemble = ensemble(spec);
                Ensemble read = ensemble(spec)) {
            ensemble.draw(5);
            ensemble.buffers().addi(0.25f);
            WeightsFile.write(file, ensemble, Map.of());

            WeightsFile.read(file, read);

            assertThat(read.buffers().toFloatArray())
                    .isEqualTo(ensemble.buffers().toFloatArray());
            assertThat(read.parameters().toFloatArray())
                    .isEqualTo(ensemble.parameters().toFloatArray());
            assertThat(Safetensors.read(file).tensors())
                    .extracting(Safetensors.Entry::name)
                    .contains("nets.0.conv1.weight", "nets.1.layer1.0.bn1.running_mean");
        }
    }

    @Test
    void aStoppedTrainingGoesOnBitForBitRunningStatisticsIncluded() {
        RunSpec spec = spec("sdde");
        try (Ensemble whole = ensemble(spec);
                Ensemble stopped = ensemble(spec);
                Ensemble resumed = ensemble(spec)) {
            trained(spec, whole);
            Trainer.Checkpoints where = new Trainer.Checkpoints(checkpoints, Duration.ofDays(1));
            int[] left = {7};
            try (Trainer trainer = new Trainer(spec, SmallRun.method(spec), data(spec), stopped, where)) {
                assertThat(trainer.train(() -> --left[0] == 0, new Steps(stopped)))
                        .isInstanceOf(Trained.Stopped.class);
            }
            try (Trainer trainer = new Trainer(spec, SmallRun.method(spec), data(spec), resumed, where)) {
                trainer.resume(checkpoints, new Steps(resumed));
                trainer.train(() -> false, new Steps(resumed));
            }

            assertThat(resumed.parameters().toFloatArray())
                    .isEqualTo(whole.parameters().toFloatArray());
            assertThat(resumed.buffers().toFloatArray())
                    .isEqualTo(whole.buffers().toFloatArray());
        }
    }
}
