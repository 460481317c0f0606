package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.data.Datasets;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;
import sdde.train.method.Methods;

/** A whole run on a thousand real images, of a method that no shipped sweep has. */
class WorkerTest {
    private static final Choice DATA =
            Datasets.REGISTRY.complete(Choice.of("mnist", Map.of("validation_size", 59_000)));
    private static final Choice SHIFTED = Datasets.REGISTRY.complete(
            Choice.of("shift", Map.of("of", "mnist", "kind", "noise", "validation_size", 1_000)));

    @TempDir
    Path folder;

    @Test
    void namesTheDataThatItCannotUse() {
        Choice gone = Datasets.REGISTRY.complete(
                Choice.of("idx", Map.of("images", "/nowhere/images", "labels", "/nowhere/labels")));
        RunSpec spec = new RunSpec(
                gone, Choice.of("lenet"), Choice.of("de"), 2, 3, new TrainSettings(1, 100, 0.05, 0.9, 5e-4, "none"));
        RunFiles files = new RunFiles(folder);
        Json.write(files.job(), new Job(spec, Job.Kind.TRAIN, List.of(), "cpu", 1, null, null, false));

        assertThat(WorkerMain.run(folder)).isEqualTo(WorkerMain.BAD_DATA);

        assertThat(new EventLog(files.events()).read())
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo("fault"))
                .satisfies(event -> assertThat(event.data()).containsEntry("data", gone.toString()));
    }

    /** The header promises a hundred images, the file holds none. */
    @Test
    void namesAnEvaluationSetThatItCannotReadBeforeItTrains() throws IOException {
        Path images =
                Files.write(folder.resolve("images"), new byte[] {0, 0, 8, 3, 0, 0, 0, 100, 0, 0, 0, 28, 0, 0, 0, 28});
        Choice lies = Datasets.REGISTRY.complete(Choice.of("idx", Map.of("images", images.toString())));
        RunSpec spec = new RunSpec(
                DATA,
                Choice.of("lenet"),
                Methods.REGISTRY.complete(Choice.of("de")),
                2,
                3,
                new TrainSettings(1, 100, 0.05, 0.9, 5e-4, "none"));
        RunFiles files = new RunFiles(folder);
        EvalSet set = new EvalSet("lies/test", EvalSet.Role.OOD_NEAR, lies, "test");
        Json.write(files.job(), new Job(spec, Job.Kind.TRAIN, List.of(set), "cpu", 1, null, null, true));

        assertThat(WorkerMain.run(folder)).isEqualTo(WorkerMain.BAD_DATA);

        assertThat(new EventLog(files.events()).read())
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo("fault"))
                .satisfies(event -> assertThat(event.data()).containsEntry("data", lies.toString()));
        assertThat(files.weights()).doesNotExist();
    }

    @Test
    void aRunWithOutliersGoesFromEndToEnd() {
        Choice method = Choice.of("sdde-ood", Map.of("outliers", "fashion-mnist"));
        RunSpec spec = new RunSpec(
                DATA,
                Choice.of("lenet"),
                Methods.REGISTRY.pinned(method),
                2,
                3,
                new TrainSettings(1, 100, 0.05, 0.9, 5e-4, "none"));
        EvalSet asked = new EvalSet("shifted/validation", EvalSet.Role.OOD_VALIDATION, SHIFTED, "validation");
        RunFiles files = new RunFiles(folder);
        Json.write(files.job(), new Job(spec, Job.Kind.TRAIN, List.of(asked), "cpu", 1, null, null, false));

        assertThat(WorkerMain.run(folder)).isEqualTo(WorkerMain.DONE);

        assertThat(Json.read(files.result(), Result.class).outcome()).isEqualTo(RunState.SUCCEEDED);
        Npy logits = Npz.read(files.predictions("shifted/validation")).get("logits");
        assertThat(Objects.requireNonNull(logits).shape()).containsExactly(2, 1_000, 10);
        RunEvent start = new EventLog(files.events()).read().get(0);
        assertThat((Map<?, ?>) start.data().get("data"))
                .extracting(hashes -> hashes.get("outliers"))
                .isEqualTo(spec.method().parameters().get("outliers_sha256"));
        RunEvent epoch = new EventLog(files.events())
                .read().stream()
                        .filter(event -> event.type().equals("epoch"))
                        .findFirst()
                        .orElseThrow();
        assertThat((Map<?, ?>) epoch.data().get("metrics"))
                .satisfies(metrics -> assertThat((Double) metrics.get("train/diversity"))
                        .isFinite()
                        .isNotZero());
    }

    /** What {@code --calibrate} starts. */
    @Test
    void aTimingSaysSecondsAStepAndLeavesNoResult() {
        RunSpec spec = new RunSpec(
                DATA,
                Choice.of("lenet"),
                Methods.REGISTRY.complete(Choice.of("de")),
                2,
                3,
                new TrainSettings(1, 500, 0.05, 0.9, 5e-4, "none")); // two steps: timed to its end, not for ever
        RunFiles files = new RunFiles(folder);
        Json.write(files.job(), new Job(spec, Job.Kind.TIME, List.of(), "cpu", 1, null, null, true));
        long start = System.nanoTime();

        assertThat(WorkerMain.run(folder)).isEqualTo(WorkerMain.DONE);

        double took = (System.nanoTime() - start) / 1e9;
        List<RunEvent> events = new EventLog(files.events()).read();
        assertThat(events).extracting(RunEvent::type).containsExactly("timing");
        double seconds = (Double) Objects.requireNonNull(events.get(0).data().get("seconds_per_step"));
        assertThat(seconds).isPositive().isLessThan(took);
        assertThat(files.result()).doesNotExist();
    }
}
