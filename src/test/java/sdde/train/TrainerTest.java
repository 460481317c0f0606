package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.index.NDIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.run.RunSpec;
import sdde.train.method.Methods;
import sdde.train.network.LeNet;

class TrainerTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final Heard heard = new Heard();

    /** Keeps what a training says. */
    private static final class Heard implements TrainingListener {
        final List<EpochReport> epochs = new ArrayList<>();
        final List<StepReport> steps = new ArrayList<>();
        final List<String> checkpoints = new ArrayList<>();
        final List<String> notes = new ArrayList<>();

        @Override
        public void epoch(EpochReport report) {
            epochs.add(report);
        }

        @Override
        public void step(int epoch, int step, StepReport report) {
            steps.add(report);
        }

        @Override
        public void checkpoint(int epoch, int step) {
            checkpoints.add(epoch + ":" + step);
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    }

    private static Ensemble ensemble(RunSpec spec) {
        return new Ensemble(Device.cpu(), new LeNet(), spec.ensembleSize(), SmallRun.CLASSES);
    }

    private Trainer trainer(RunSpec spec, Ensemble ensemble, Duration interval) {
        return new Trainer(
                spec, SmallRun.method(spec), SmallRun.data(), ensemble, new Trainer.Checkpoints(folder, interval));
    }

    private static BooleanSupplier after(int asked) {
        AtomicInteger left = new AtomicInteger(asked);
        return () -> left.decrementAndGet() == 0;
    }

    private float[] trained(RunSpec spec) {
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            assertThat(trainer.train(() -> false, heard)).isInstanceOf(Trained.Done.class);
            return ensemble.parameters().toFloatArray();
        }
    }

    static List<String> methods() {
        return Methods.REGISTRY.names();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodGoesOnBitForBit(String method) {
        RunSpec spec = SmallRun.spec(method, 3, 2);
        float[] undisturbed = trained(spec);
        List<StepReport> whole = List.copyOf(heard.steps);
        heard.steps.clear();

        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            assertThat(trainer.train(after(7), heard)).isEqualTo(new Trained.Stopped(2, method.equals("dice") ? 3 : 2));
        }
        float[] resumed;
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            trainer.resume(folder, heard);
            trainer.train(() -> false, heard);
            resumed = ensemble.parameters().toFloatArray();
        }

        assertThat(resumed).isEqualTo(undisturbed);
        assertThat(heard.steps).isEqualTo(whole);
    }

    @Test
    void aDamagedCheckpointLeadsBackToTheOneBeforeThenToAnEarlierFolder() throws Exception {
        RunSpec spec = SmallRun.spec("de", 2, 3);
        float[] undisturbed = trained(spec);
        Path earlier = folder.resolve("earlier");
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            trainer.train(after(7), heard); // one at the end of an epoch, one where it was stopped
        }
        java.nio.file.Files.createDirectories(earlier);
        java.nio.file.Files.copy(folder.resolve("previous.safetensors"), earlier.resolve("latest.safetensors"));
        damage(folder.resolve("latest.safetensors"));
        assertThat(resumed(spec, List.of(folder))).isEqualTo(undisturbed);

        damage(folder.resolve("latest.safetensors"));
        damage(folder.resolve("previous.safetensors"));
        assertThat(resumed(spec, List.of(folder, earlier))).isEqualTo(undisturbed);
        assertThat(heard.notes).anyMatch(note -> note.matches("passed over checkpoint .*latest.safetensors: .*"));
        assertThat(heard.notes).noneMatch(note -> note.contains("starting anew"));
    }

    private float[] resumed(RunSpec spec, List<Path> folders) {
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            trainer.resume(folders, heard);
            trainer.train(() -> false, heard);
            return ensemble.parameters().toFloatArray();
        }
    }

    private static void damage(Path file) throws java.io.IOException {
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        java.nio.file.Files.write(file, bytes);
    }

    @Test
    void saliencyWithoutWeightTrainsExactlyADeepEnsemble() {
        float[] ensemble = trained(SmallRun.spec("de", 3, 2));
        heard.steps.clear();

        float[] weightless = trained(SmallRun.spec(SmallRun.weighted("sdde", 0), 3, 2));

        assertThat(weightless).isEqualTo(ensemble);
        assertThat(heard.steps).allMatch(step -> step.diversity() != 0); // computed and logged all the same
        assertThat(trained(SmallRun.spec(SmallRun.weighted("sdde", 0.1), 3, 2))).isNotEqualTo(ensemble);
    }

    /** 50 outliers by 16 are 4 batches, so the fifth step of an epoch is of a second round. */
    @ParameterizedTest
    @ValueSource(strings = {"oe", "sdde-ood"})
    void outliersGoOnBitForBitThroughSeveralRounds(String method) {
        RunSpec spec = SmallRun.spec(Choice.of(method, Map.of("outlier_batch_size", 16)), 2, 2);
        float[] undisturbed = trained(spec);

        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            assertThat(trainer.train(after(9), heard)).isEqualTo(new Trained.Stopped(2, 4));
        }
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            trainer.resume(folder, heard);
            trainer.train(() -> false, heard);
            assertThat(ensemble.parameters().toFloatArray()).isEqualTo(undisturbed);
        }
    }

    @Test
    void outliersWithoutWeightTrainExactlyADeepEnsemble() {
        float[] ensemble = trained(SmallRun.spec("de", 3, 2));
        Choice weightless = Choice.of("sdde-ood", Map.of("lambda", 0.0, "exposure", 0.0));

        assertThat(trained(SmallRun.spec(SmallRun.weighted("oe", 0), 3, 2))).isEqualTo(ensemble);
        assertThat(trained(SmallRun.spec(weightless, 3, 2))).isEqualTo(ensemble);
        assertThat(trained(SmallRun.spec("oe", 3, 2))).isNotEqualTo(ensemble);
        assertThat(trained(SmallRun.spec("sdde-ood", 3, 2))).isNotEqualTo(ensemble);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradcam", "input-gradient", "activation"})
    void everySaliencyTrains(String saliency) {
        float[] ensemble = trained(SmallRun.spec("de", 3, 2));
        heard.steps.clear();

        float[] diversified =
                trained(SmallRun.spec(Choice.of("sdde", Map.of("saliency", saliency, "lambda", 0.5)), 3, 2));

        assertThat(diversified).isNotEqualTo(ensemble).doesNotContain(Float.NaN);
        assertThat(heard.steps)
                .allMatch(StepReport::isFinite)
                .allMatch(step -> step.diversity() > -0.501 && step.diversity() < 1.001 && step.diversity() != 0);
    }

    @Test
    void anEpochSaysWhatItGave() {
        trained(SmallRun.spec("de", 2, 2));

        assertThat(heard.epochs).extracting(EpochReport::epoch).containsExactly(1, 2);
        Map<String, Double> metrics = heard.epochs.get(1).metrics();
        assertThat(metrics.keySet())
                .containsExactly(
                        "seconds",
                        "steps",
                        "train/ce",
                        "train/diversity",
                        "train/learning_rate",
                        "train/loss",
                        "validation/accuracy",
                        "validation/nll");
        assertThat(metrics.get("steps")).isEqualTo(5); // 72 images by 16, the last batch has 8
        double mean = heard.steps.subList(5, 10).stream()
                .mapToDouble(StepReport::total)
                .average()
                .orElseThrow();
        assertThat(metrics.get("train/loss")).isEqualTo(mean);
        assertThat(heard.checkpoints).containsExactly("2:0", "3:0");
    }

    @Test
    void withinAnEpochACheckpointIsWrittenWheneverTheIntervalIsOver() {
        RunSpec spec = SmallRun.spec("de", 2, 1);
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, Duration.ZERO)) {
            trainer.train(() -> false, heard);
        }

        assertThat(heard.checkpoints).containsExactly("1:1", "1:2", "1:3", "1:4", "1:5", "2:0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {10})
    void aLossThatIsNotFiniteEndsTheTrainingAsDiverged(double rate) {
        RunSpec sane = SmallRun.spec("de", 2, 40);
        RunSpec spec = new RunSpec(
                sane.dataset(),
                sane.network(),
                sane.method(),
                2,
                1,
                new sdde.run.TrainSettings(40, 16, rate, 0.9, 0.9, "none"));
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            Trained end = trainer.train(() -> false, heard);

            assertThat(end).isInstanceOf(Trained.Diverged.class);
            assertThat(((Trained.Diverged) end).reason())
                    .matches("loss \\S+, gradient norm \\S+ in epoch \\d+, step \\d+");
            assertThat(heard.steps).allMatch(StepReport::isFinite);
        }
    }

    /** Of a convolution, whose pooling would hide it from the loss and from the gradient. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void aWeightThatIsNotFiniteEndsTheTrainingAsDiverged(float value) {
        RunSpec spec = SmallRun.spec("de", 2, 40);
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            BooleanSupplier spoil = () -> {
                ensemble.parameters().set(new NDIndex(0), value);
                return false;
            };

            Trained end = trainer.train(spoil, heard);

            assertThat(end).isInstanceOf(Trained.Diverged.class);
            assertThat(heard.steps).hasSize(1);
        }
    }

    @Test
    void theEpochOfTheBestValidationAccuracyIsKeptAndOfEqualOnesTheLater() {
        Progress progress =
                Progress.start().nextEpoch(0.5).nextEpoch(0.9).nextEpoch(0.9).nextEpoch(0.8);

        assertThat(progress.bestEpoch()).isEqualTo(3);
        assertThat(progress.bestAccuracy()).isEqualTo(0.9);
        assertThat(progress.epoch()).isEqualTo(5);
    }

    @Test
    void theEnsembleEndsWithTheChosenEpochsParameters() {
        RunSpec spec = SmallRun.spec("de", 2, 6);
        List<float[]> after = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            Trained end = trainer.train(() -> false, report -> {
                after.add(ensemble.parameters().toFloatArray());
                accuracies.add(report.metrics().get("validation/accuracy"));
            });

            double best = accuracies.stream().mapToDouble(a -> a).max().orElseThrow();
            int chosen = accuracies.lastIndexOf(best);
            assertThat(end).isEqualTo(new Trained.Done(chosen + 1, best));
            assertThat(ensemble.parameters().toFloatArray()).isEqualTo(after.get(chosen));
        }
    }

    @Test
    void nothingPilesUpFromStepToStep() {
        RunSpec spec = SmallRun.spec("de", 2, 3);
        try (Ensemble ensemble = ensemble(spec);
                Trainer trainer = trainer(spec, ensemble, NEVER)) {
            List<Integer> arrays = new ArrayList<>();
            trainer.train(() -> false, new TrainingListener() {
                @Override
                public void epoch(EpochReport report) {}

                @Override
                public void step(int epoch, int step, StepReport report) {
                    arrays.add(ensemble.manager().getManagedArrays().size());
                }
            });

            assertThat(arrays).hasSize(15).containsOnly(arrays.get(0));
        }
    }
}
