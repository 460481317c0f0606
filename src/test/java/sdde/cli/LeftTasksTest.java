package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.EventLog;
import sdde.run.Home;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.schedule.executor.FakeSlurm;
import sdde.store.Folders;

/** What a dead orchestrator has left with a cluster: {@code status}, {@code stop}, {@code logs -f}, {@code gc}, {@code doctor}. */
@Timeout(60)
class LeftTasksTest {
    private static final RunSpec SPEC = Folders.de(1);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path programs;
    private FakeSlurm fake;
    private Home home;
    private RunFiles run;

    @BeforeEach
    void aTaskAtWork() throws Exception {
        programs = Files.createDirectories(folder.resolve("bin"));
        fake = new FakeSlurm(programs).says("squeue", "1|100|0|RUNNING|None|sdde-a\n");
        home = new Home(folder.resolve("home"));
        run = Folders.started(home, SPEC);
        Folders.write(home, Folders.plan("first", SPEC));
        new EventLog(run.events())
                .append(RunEvent.of(1_000, "state", Map.of("state", "LEASED", "attempt", 1, "slot", "slurm:0")));
        attempt(1);
        new EventLog(run.attempt(1).events())
                .append(RunEvent.of(2_000, "epoch", Map.of("epoch", 1, "metrics", Map.of("train/loss", 1.0))));
        Path batch = Files.createDirectories(home.runs().resolve(".slurm/sdde-a"));
        Files.writeString(batch.resolve("tasks"), "x\n");
        Files.writeString(batch.resolve("job"), "100\n");
    }

    private void attempt(int number) throws Exception {
        RunFiles attempt = run.attempt(number);
        Json.write(attempt.job(), new Job(SPEC, Job.Kind.TRAIN, Folders.SETS, "cpu", 1, null, null, false));
        Files.writeString(attempt.folder().resolve("slurm.json"), "{\"batch\":\"sdde-a\",\"task\":0}");
        Files.writeString(attempt.log(), "words of attempt " + number + "\n");
    }

    private int sweep(String... arguments) {
        out.reset();
        return sweepOn(out, arguments);
    }

    private int sweepOn(ByteArrayOutputStream where, String... arguments) {
        PrintStream stream = new PrintStream(where, true, StandardCharsets.UTF_8);
        Program program = new Program(folder, folder, "c", Map.of("PATH", programs.toString(), "SDDE_HOME", "home"));
        return Main.run(arguments, program, new Console(stream, stream, 0, false));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void statusShowsTheTaskAndItsProgressThoughNobodyWatches() {
        assertThat(sweep("status")).isZero();
        assertThat(out())
                .startsWith("running: nothing here; 1 runs are in the cluster and nobody watches them: ")
                .containsPattern("in the cluster +what +queue +attempt +epoch +last event\n")
                .containsPattern(SPEC.id() + "  mnist de N=3 seed=1 +running +1 +1/2 ");

        assertThat(sweep("status", "--json")).isZero();
        assertThat(out()).contains("\"cluster\":[{\"queue\":\"running\",\"run\":{\"attempt\":1,");
    }

    @Test
    void statusSaysWhenTheClusterDoesNotAnswerOrKnowTheTask() {
        fake.answers("squeue", 1, "Unable to contact slurm controller\n");
        sweep("status");
        assertThat(out()).containsPattern("seed=1 +no answer ");

        fake.says("squeue", "");
        sweep("status", "--watch"); // nothing to wait for
        assertThat(out())
                .startsWith("running: nothing here; 1 runs were left to the cluster, which does not know them any more")
                .containsPattern("seed=1 +gone ");
    }

    @Test
    void stopEndsWhatNobodyWatches() throws Exception {
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> sweep("stop", "first"));
        for (int tries = 0; tries < 1500 && fake.calls("scancel").size() < 2; tries++) {
            Thread.sleep(20);
        }
        assertThat(run.attempt(1).folder().resolve("stop")).exists();
        fake.says("squeue", "");

        assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(out())
                .isEqualTo("stopped 1 runs that were left to the cluster; the same command goes on from there\n");
        assertThat(fake.calls("scancel")).hasSize(2);
        assertThat(new RunFolders(home.runs()).state(SPEC.id())).isEqualTo(RunState.CANCELLED);
        assertThat(sweep("stop")).isZero();
        assertThat(out()).startsWith("nothing runs in ");
    }

    @Test
    void stopSaysThatItCannotWhereTheClusterDoesNotAnswer() {
        fake.answers("squeue", 1, "Unable to contact slurm controller\n");

        assertThat(sweep("stop")).isEqualTo(2);
        assertThat(out())
                .isEqualTo(
                        "error: 1 runs are in the cluster and cannot be stopped: squeue does not answer; try again when Slurm answers\n");
    }

    @Test
    void logsFollowIntoTheAttemptThatATaskBeginsElsewhere() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> sweepOn(said, "logs", SPEC.id().hex(), "-f"));
        while (!said.toString(StandardCharsets.UTF_8).contains("words of attempt 1")) {
            Thread.sleep(20);
        }
        Files.writeString(run.attempt(1).folder().resolve("exit"), "75\n");
        attempt(2);
        while (!said.toString(StandardCharsets.UTF_8).contains("words of attempt 2")) {
            Thread.sleep(20);
        }
        assertThat(code).isNotDone();
        Files.writeString(run.attempt(2).folder().resolve("exit"), "0\n");

        assertThat(code.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(said).hasToString("words of attempt 1\n==> attempt 2 <==\nwords of attempt 2\n");
    }

    @Test
    void gcLeavesABatchAtWorkAndTakesOneThatHasEnded() throws Exception {
        assertThat(sweep("gc", "--yes")).isZero();
        assertThat(out()).startsWith("there is nothing to remove");

        Files.writeString(run.attempt(1).folder().resolve("exit"), "1\n");
        assertThat(sweep("gc", "--yes")).isZero();
        assertThat(out()).containsPattern("batch of a cluster that has ended +1 ");
        assertThat(home.runs().resolve(".slurm/sdde-a")).doesNotExist();
    }

    @Test
    void theDoctorLooksAtTheCluster() throws Exception {
        sweep("doctor", "--quick");
        assertThat(out()).containsPattern("ok    slurm +answers after [0-9]+ ms; 1 tasks of yours are in its queue\n");

        fake.answers("squeue", 1, "Unable to contact slurm controller\n");
        sweep("doctor", "--quick");
        assertThat(out())
                .containsPattern("wrong slurm +does not answer: Unable to contact slurm controller\n +fix: see ");

        Files.delete(programs.resolve("scontrol"));
        sweep("doctor", "--quick");
        assertThat(out()).containsPattern("wrong slurm +programs of Slurm are on the PATH, but not \\[scontrol\\]\n");

        sweep("doctor", "--quick", "--home", home.folder().resolve("another").toString());
        assertThat(out())
                .containsPattern("ok    slurm +programs of Slurm are on the PATH, but not \\[scontrol\\];"
                        + " no sweep here has asked for it\n");
    }
}
