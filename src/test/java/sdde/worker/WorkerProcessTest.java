package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.data.Datasets;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.Hashes;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Npz;
import sdde.run.Result;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;
import sdde.train.method.Methods;

/** The worker as others see it: a child process that is given a folder. */
class WorkerProcessTest {
    /** 1,000 images are left to train on. */
    private static final Choice DATA =
            Datasets.REGISTRY.complete(Choice.of("mnist", Map.of("validation_size", 59_000)));

    @TempDir
    Path folder;

    private RunFiles attempt(int number) {
        return new RunFiles(folder).attempt(number);
    }

    private static Job job(int epochs, @Nullable String resumeFrom, boolean endWithParent) {
        RunSpec spec = new RunSpec(
                DATA,
                Choice.of("lenet"),
                Methods.REGISTRY.complete(Choice.of("sdde")),
                2,
                3,
                new TrainSettings(epochs, 100, 0.05, 0.9, 5e-4, "none"));
        EvalSet test = new EvalSet("mnist/test", EvalSet.Role.TEST, DATA, "test");
        return new Job(spec, Job.Kind.TRAIN, List.of(test), "cpu", 1, resumeFrom, null, endWithParent);
    }

    private Process start(int number, Job job) throws IOException {
        Json.write(attempt(number).job(), job);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "sdde.worker.WorkerMain",
                        attempt(number).folder().toString())
                .redirectErrorStream(true)
                .redirectOutput(attempt(number).log().toFile())
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the worker did not end within five minutes");
        }
        return process.exitValue();
    }

    private void awaitStart(int number) throws InterruptedException {
        for (int tries = 0;
                tries < 24_000 && new EventLog(attempt(number).events()).read().isEmpty();
                tries++) {
            Thread.sleep(5); // a run this small is soon over
        }
        assertThat(new EventLog(attempt(number).events()).read()).isNotEmpty();
    }

    @Test
    void stoppedAndResumedInOtherProcessesARunHasTheSameBytes() throws IOException, InterruptedException {
        assertThat(end(start(1, job(4, null, false)))).isEqualTo(WorkerMain.DONE);

        Process stopped = start(2, job(4, null, false));
        awaitStart(2);
        stopped.toHandle().destroy(); // SIGTERM
        assertThat(end(stopped)).isEqualTo(WorkerMain.STOPPED);
        assertThat(attempt(2).result()).doesNotExist();
        String checkpoint = attempt(2).checkpoint().toString();
        assertThat(end(start(3, job(4, checkpoint, false)))).isEqualTo(WorkerMain.DONE);

        assertThat(Files.readAllBytes(attempt(3).weights()))
                .isEqualTo(Files.readAllBytes(attempt(1).weights()));
        Result first = Json.read(attempt(1).result(), Result.class);
        Result last = Json.read(attempt(3).result(), Result.class);
        assertThat(last.weightsSha256()).isEqualTo(first.weightsSha256()).matches("[0-9a-f]{64}");
        assertThat(last.logitsSha256()).isEqualTo(first.logitsSha256()).matches("[0-9a-f]{64}");
        assertThat(first.outcome()).isEqualTo(RunState.SUCCEEDED);
        assertThat(Npz.read(attempt(1).predictions("mnist/test")).keySet())
                .containsExactly(
                        "logits",
                        "labels",
                        "ids",
                        "features",
                        "cam_cosine",
                        "activation_cosine",
                        "input_gradient_cosine");
        assertThat(last.featuresSha256())
                .isEqualTo(first.featuresSha256())
                .isEqualTo(Hashes.of(attempt(1).trainingFeatures()));
    }

    @Test
    void endsResumablyWhenItsParentHasGone() throws IOException, InterruptedException {
        Process worker = start(1, job(200, null, true));
        awaitStart(1);

        worker.getOutputStream().close();

        assertThat(end(worker)).isEqualTo(WorkerMain.STOPPED);
        assertThat(attempt(1).checkpoint().resolve("latest.safetensors")).exists();
    }

    @Test
    void aJobThatCannotBeReadIsTheUsersAffair() throws IOException {
        Files.createDirectories(attempt(1).folder());
        Files.writeString(attempt(1).job(), "{");

        assertThat(WorkerMain.run(attempt(1).folder())).isEqualTo(WorkerMain.BAD_JOB);
    }
}
