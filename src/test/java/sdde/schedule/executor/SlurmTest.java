package sdde.schedule.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdde.config.Cluster;
import sdde.config.UserError;
import sdde.run.RunFiles;

/** Against programs that only look like Slurm's. */
@Timeout(120)
class SlurmTest {
    private static final Slurm.Pace FAST = new Slurm.Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(80),
            Duration.ofMillis(200),
            Duration.ofMillis(300));

    @TempDir
    Path folder;

    private final List<Slurm> made = new ArrayList<>();
    private Path runs;
    private FakeSlurm fake;
    private Slurm slurm;

    @BeforeEach
    void aCluster() throws Exception {
        runs = Files.createDirectories(folder.resolve("home/runs"));
        fake = new FakeSlurm(Files.createDirectories(folder.resolve("bin")));
        fake.says("sbatch", "100\n").says("squeue", "").says("scontrol", "MaxArraySize            = 1001\n");
        slurm = slurm(Cluster.DEFAULT);
    }

    @AfterEach
    void nobodyWatchesOn() throws Exception {
        for (Slurm one : made) {
            one.leave();
        }
    }

    private Slurm slurm(Cluster cluster) {
        Slurm one =
                new Slurm(cluster, runs, Slot.slurm(0, "cpu", ""), "Main", List.of("-Xmx64m"), fake.commands(), FAST);
        made.add(one);
        return one;
    }

    private RunFiles attempt(int run) throws Exception {
        RunFiles files = new RunFiles(runs.resolve("%016x".formatted(run)).resolve("attempts/1"));
        Files.createDirectories(files.folder());
        return files;
    }

    private Attempt start(int run) throws Exception {
        return slurm.start(attempt(run), Slot.slurm(run, "cpu", ""));
    }

    private void queue(String... states) {
        StringBuilder lines = new StringBuilder();
        for (int task = 0; task < states.length; task++) {
            if (!states[task].isEmpty()) {
                lines.append("10%d_%d|100|%d|%s|None|sdde-x\n".formatted(task, task, task, states[task]));
            }
        }
        fake.says("squeue", lines.toString());
    }

    private void exits(int run, int code) throws Exception {
        Files.writeString(attempt(run).folder().resolve("exit"), code + "\n");
    }

    private static Exit end(Attempt attempt) throws Exception {
        return attempt.exit().get(30, TimeUnit.SECONDS);
    }

    /** Long enough for a dozen answers. */
    private static void goesOn(Attempt attempt) throws Exception {
        Thread.sleep(1000);
        assertThat(attempt.exit()).isNotDone();
    }

    private static void await(BooleanSupplier there) throws Exception {
        for (int i = 0; i < 1500 && !there.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }

    @Test
    void whatIsStartedTogetherBecomesOneArray() throws Exception {
        slurm = slurm(new Cluster(
                java.util.Optional.of("gpu"),
                java.util.Optional.of("lab"),
                java.util.Optional.empty(),
                "gpu:a100:1",
                java.util.Optional.of(Duration.ofMinutes(90)),
                2,
                java.util.OptionalInt.of(8192),
                java.util.OptionalInt.of(2),
                1000,
                List.of("--constraint=a100; touch x")));
        start(1);
        start(2);
        start(3);
        await(() -> !fake.calls("sbatch").isEmpty());

        List<String> call = fake.calls("sbatch").get(0);
        String name = call.get(1).substring("--job-name=".length());
        Path batch = runs.resolve(".slurm").resolve(name);
        assertThat(call)
                .startsWith(
                        "--parsable",
                        "--job-name=" + name,
                        "--array=0-2%2",
                        "--chdir=" + batch,
                        "--output=slurm-%a.out",
                        "--ntasks=1",
                        "--cpus-per-task=2",
                        "--requeue",
                        "--open-mode=append",
                        "--signal=B:USR1@120",
                        "--partition=gpu",
                        "--account=lab",
                        "--gres=gpu:a100:1",
                        "--time=90",
                        "--mem=8192M",
                        "--constraint=a100; touch x",
                        batch.resolve("task.sh").toString(),
                        runs.toString(),
                        name,
                        "Main",
                        "env",
                        "CUDA_DEVICE_ORDER=PCI_BUS_ID",
                        "CUDA_VISIBLE_DEVICES=")
                .contains("OMP_NUM_THREADS=1", "-Xmx64m");
        assertThat(batch.resolve("tasks"))
                .hasContent("%016x/attempts/1\n%016x/attempts/1\n%016x/attempts/1\n".formatted(1, 2, 3));
        assertThat(SlurmTicket.of(attempt(3))).contains(new SlurmTicket(name, 2));
        await(() -> Files.exists(batch.resolve("job")));
        assertThat(batch.resolve("job")).hasContent("100");
    }

    @Test
    void aGpuIsTheClustersChoice() {
        List<String> worker = SlurmOptions.worker(Slot.slurm(0, "cuda:0", "*"), List.of());

        assertThat(worker).noneMatch(word -> word.startsWith("CUDA_VISIBLE_DEVICES"));
        assertThat(worker).contains("OMP_NUM_THREADS=1");
    }

    @Test
    void anArrayIsNoLargerThanTheClusterAllows() throws Exception {
        fake.says("scontrol", "MaxArraySize            = 2\n");
        start(1);
        start(2);
        start(3);
        await(() -> fake.calls("sbatch").size() == 2);

        assertThat(fake.calls("sbatch").get(0)).contains("--array=0-1");
        assertThat(fake.calls("sbatch").get(1)).contains("--array=0-0");
    }

    @Test
    void aLaterArrayDoesNotAddToWhatMayRunAtATime() throws Exception {
        slurm = slurm(Cluster.DEFAULT.withAtATime(1));
        Attempt first = start(1);
        await(() -> fake.calls("sbatch").size() == 1);
        queue("RUNNING");
        start(2);
        Thread.sleep(600);
        assertThat(fake.calls("sbatch")).hasSize(1);

        exits(1, 0);
        end(first);
        await(() -> fake.calls("sbatch").size() == 2);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "137"})
    void aWorkersOwnWordCountsWhateverTheClusterSays(int code) throws Exception {
        queue("RUNNING");
        Attempt attempt = start(1);
        await(() -> fake.calls("sbatch").size() == 1);
        exits(1, code);

        assertThat(end(attempt)).isEqualTo(new Exit(code));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, LOST",
        "FAILED, LOST",
        "NODE_FAIL, LOST",
        "BOOT_FAIL, LOST",
        "CANCELLED, CANCELLED",
        "DEADLINE, CANCELLED",
        "TIMEOUT, MOVED",
        "PREEMPTED, MOVED",
        "OUT_OF_MEMORY, OUT_OF_MEMORY"
    })
    void aWorkerWithoutALastWordEndedAsTheClusterSays(String state, Exit.Cause cause) throws Exception {
        queue(state);

        assertThat(end(start(1))).isEqualTo(new Exit(Exit.KILLED, cause));
    }

    @ParameterizedTest
    @CsvSource({"FROBNICATED", "SPECIAL_EXIT", "SIGNALING", "SUSPENDED", "RESIZING"})
    void aStateThatNobodyKnowsIsNoEnd(String state) throws Exception {
        queue(state);
        Attempt attempt = start(1);

        goesOn(attempt);
        exits(1, 0);
        assertThat(end(attempt)).isEqualTo(new Exit(0));
    }

    @ParameterizedTest
    @CsvSource({"100_0|100|0|RUNN", "<html>502</html>", "Segmentation fault", "|||||", "100_0|abc|0|COMPLETED|None|x"})
    void garbageIsNoProofOfAnEnd(String garbage) throws Exception {
        fake.says("squeue", garbage + "\n");
        Attempt attempt = start(1);

        goesOn(attempt);
    }

    @Test
    void aControllerThatIsDownIsToldOnceAndEndsNothing() throws Exception {
        fake.answers("squeue", 1, "slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n");
        Attempt attempt = start(1);
        goesOn(attempt);
        assertThat(slurm.news())
                .containsExactly("squeue: slurm_load_jobs error: Unable to contact slurm controller (connect failure);"
                        + " nothing is known of the runs in the cluster until it answers");

        queue("RUNNING");
        List<String> news = new ArrayList<>();
        await(() -> news.addAll(slurm.news()) || !news.isEmpty());
        assertThat(news).containsExactly("Slurm answers again");
        await(() -> !attempt.isWaiting());
    }

    @Test
    void aQuestionThatHangsIsGivenUp() throws Exception {
        fake.hangs("squeue", 60);
        Attempt attempt = start(1);
        List<String> news = new ArrayList<>();
        await(() -> news.addAll(slurm.news()) || !news.isEmpty());
        assertThat(news.get(0)).startsWith("squeue: squeue gave no answer within 2 s");

        fake.hangsNoMore("squeue");
        queue("TIMEOUT");
        assertThat(end(attempt).cause()).isEqualTo(Exit.Cause.MOVED);
    }

    @Test
    void aTaskThatTheClusterHasForgottenIsLostAfterThreeAnswers() throws Exception {
        assertThat(end(start(1)).cause()).isEqualTo(Exit.Cause.LOST);
        assertThat(fake.calls("squeue")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aTaskThatWasQueuedAgainIsWaitedForUntilItBeginsAnAttempt() throws Exception {
        queue("RUNNING");
        Attempt attempt = start(1);
        await(() -> !attempt.isWaiting());
        exits(1, 75);
        queue("PENDING");
        await(attempt::isWaiting);
        goesOn(attempt);

        RunFiles next = new RunFiles(attempt(1).folder().resolveSibling("2"));
        SlurmTicket.of(attempt(1)).orElseThrow().write(next);

        assertThat(end(attempt)).isEqualTo(new Exit(75, Exit.Cause.MOVED));
        assertThat(slurm.adopt(next)).isPresent();
    }

    @Test
    void whatBecameOfARequestWithoutAnAnswerIsAskedBeforeItIsRepeated() throws Exception {
        fake.answers(
                "sbatch", 1, "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation\n");
        Attempt attempt = start(1);
        await(() -> fake.calls("sbatch").size() == 1);
        String name = fake.calls("sbatch").get(0).get(1).substring("--job-name=".length());
        fake.says("squeue", "77_0|77|0|RUNNING|None|" + name + "\n");

        await(() -> !attempt.isWaiting());
        assertThat(fake.calls("sbatch")).hasSize(1);
        assertThat(runs.resolve(".slurm").resolve(name).resolve("job")).hasContent("77");
        assertThat(slurm.news()).anyMatch(text -> text.contains("Socket timed out"));
    }

    @Test
    void aTaskThatWasSubmittedTwiceIsFollowedWhereItWorks() throws Exception {
        queue("COMPLETED");
        Files.writeString(attempt(1).folder().resolve("claimed"), "200\n");
        Attempt attempt = start(1);
        await(() -> fake.calls("sbatch").size() == 1);
        fake.says("squeue", "100_0|100|0|COMPLETED|None|x\n200_0|200|0|RUNNING|None|x\n");

        await(() -> !attempt.isWaiting());
        goesOn(attempt);
    }

    @Test
    void whatTheClusterRefusesIsNotTriedAgain() throws Exception {
        fake.answers("sbatch", 1, "sbatch: error: Batch job submission failed: Invalid account\n");
        Attempt attempt = start(1);

        assertThat(end(attempt)).isEqualTo(new Exit(Exit.BAD_JOB, Exit.Cause.REFUSED));
        assertThat(attempt(1).log())
                .hasContent("error: sbatch: sbatch: error: Batch job submission failed: Invalid account");
        assertThat(fake.calls("sbatch")).hasSize(1);
    }

    @Test
    void aSecondOrchestratorAdoptsWhatRunsAndWhatHasEnded() throws Exception {
        queue("RUNNING", "RUNNING");
        start(1);
        start(2);
        await(() -> fake.calls("sbatch").size() == 1);
        String batch = SlurmTicket.of(attempt(2)).orElseThrow().batch();
        await(() -> Files.exists(runs.resolve(".slurm").resolve(batch).resolve("job")));
        exits(2, 0);

        Slurm second = slurm(Cluster.DEFAULT);
        Attempt running = second.adopt(attempt(1)).orElseThrow();
        Attempt ended = second.adopt(attempt(2)).orElseThrow();

        assertThat(end(ended)).isEqualTo(new Exit(0));
        await(() -> !running.isWaiting());
        goesOn(running);
        assertThat(second.adopt(attempt(3))).isEmpty();
        SlurmTicket.forbid(attempt(1));
        assertThat(second.adopt(attempt(1))).isEmpty(); // told to stop: it ends by itself
        assertThat(fake.calls("sbatch")).hasSize(1);
    }

    @Test
    void anArrayWhoseSubmissionNobodySawIsSubmittedByTheNextOrchestrator() throws Exception {
        SlurmTask unseen = new SlurmTask(attempt(1), () -> {});
        String name = SlurmArray.of(runs, List.of(unseen)).name(); // killed before sbatch

        assertThat(slurm.adopt(attempt(1))).isPresent();

        await(() -> fake.calls("sbatch").size() == 1);
        assertThat(fake.calls("sbatch").get(0)).contains("--job-name=" + name, "--array=0-0");
    }

    @Test
    void toStopIsAPoliteSignalAndToKillIsNot() throws Exception {
        queue("RUNNING", "PENDING");
        Attempt running = start(1);
        Attempt pending = start(2);
        await(() -> !running.isWaiting());
        running.stop();
        pending.stop();
        await(() -> fake.calls("scancel").contains(List.of("--state=PENDING", "100_0", "100_1"))
                && fake.calls("scancel")
                        .contains(List.of("--batch", "--signal=TERM", "--state=RUNNING", "100_0", "100_1")));
        assertThat(fake.calls("scancel")).allMatch(call -> call.get(0).startsWith("--"));
        assertThat(attempt(1).folder().resolve("stop")).exists();
        queue("RUNNING", "CANCELLED");
        assertThat(end(pending)).isEqualTo(new Exit(Exit.KILLED));

        running.kill();
        await(() -> fake.calls("scancel").contains(List.of("100_0")));
        queue("CANCELLED", "CANCELLED");
        assertThat(end(running)).isEqualTo(new Exit(Exit.KILLED));
    }

    @Test
    void whatWasNeverSubmittedStopsAtOnce() throws Exception {
        fake.answers("sbatch", 1, "sbatch: error: Unable to contact slurm controller\n");
        Attempt attempt = start(1);
        attempt.stop();

        assertThat(end(attempt)).isEqualTo(new Exit(Exit.STOPPED, Exit.Cause.CANCELLED));
    }

    @Test
    void theSettingsAreTriedBeforeAnythingStarts() {
        fake.answers("sbatch", 1, "sbatch: error: invalid partition specified: gpuu\n");

        assertThatThrownBy(
                        () -> Slurm.check(Cluster.DEFAULT, folder.resolve("bin").toString(), fake.commands()))
                .isInstanceOf(UserError.class)
                .hasMessage("Slurm takes no task with these settings: sbatch: error: invalid partition specified: gpuu;"
                        + " asked: sbatch --ntasks=1 --cpus-per-task=1 --requeue --open-mode=append --signal=B:USR1@120"
                        + " --gres=gpu:1");
        fake.answers("sbatch", 1, "sbatch: error: Unable to contact slurm controller\n");
        assertThat(Slurm.check(Cluster.DEFAULT, folder.resolve("bin").toString(), fake.commands()))
                .contains(
                        "Slurm does not answer (sbatch: error: Unable to contact slurm controller); runs are submitted"
                                + " when it does");
    }

    @Test
    void aMachineWithoutSlurmIsToldSo() {
        assertThatThrownBy(() -> Slurm.check(Cluster.DEFAULT, runs + ":" + folder.resolve("nowhere"), fake.commands()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "executor slurm needs the programs [sbatch, squeue, scancel, scontrol] on the PATH; missing:"
                                + " [sbatch, squeue, scancel, scontrol]; start this on a machine that submits to the cluster, or"
                                + " take --executor local");
    }
}
