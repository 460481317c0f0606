package sdde.schedule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.RunFiles;

/** Tasks without an orchestrator, in a cluster that only looks like one. */
@Timeout(60)
class SlurmTasksTest {
    @TempDir
    Path folder;

    private Path runs;
    private Path programs;
    private FakeSlurm fake;

    @BeforeEach
    void aCluster() throws Exception {
        runs = Files.createDirectories(folder.resolve("home/runs"));
        programs = Files.createDirectories(folder.resolve("bin"));
        fake = new FakeSlurm(programs);
    }

    private SlurmTasks tasks() {
        return SlurmTasks.of(runs, programs.toString());
    }

    /** @param id of the array, unless the cluster's answer was lost */
    private RunFiles task(int run, String batch, int index, Optional<String> id) throws Exception {
        RunFiles attempt = new RunFiles(runs.resolve("%016x".formatted(run)).resolve("attempts/1"));
        Files.createDirectories(attempt.folder());
        new SlurmTicket(batch, index).write(attempt);
        Path array = Files.createDirectories(runs.resolve(".slurm").resolve(batch));
        Files.writeString(array.resolve("tasks"), "x\n");
        if (id.isPresent()) {
            Files.writeString(array.resolve("job"), id.get() + "\n");
        }
        return attempt;
    }

    @Test
    void tellsWhatTheClusterSaysOfEachTask() throws Exception {
        RunFiles waits = task(1, "sdde-a", 0, Optional.of("100"));
        RunFiles works = task(2, "sdde-a", 1, Optional.of("100"));
        RunFiles untold = task(3, "sdde-b", 0, Optional.empty());
        RunFiles twin = task(4, "sdde-a", 2, Optional.of("100"));
        Files.writeString(twin.folder().resolve("claimed"), "101\n"); // submitted twice: this one has it
        RunFiles over = task(5, "sdde-a", 3, Optional.of("100"));
        RunFiles unknown = task(6, "sdde-a", 4, Optional.of("100"));
        fake.says(
                "squeue",
                """
                1|100|0|PENDING|Resources|sdde-a
                2|100|1|RUNNING|None|sdde-a
                3|102|0|RUNNING|None|sdde-b
                4|101|2|RUNNING|None|sdde-a
                5|100|3|COMPLETED|None|sdde-a
                """);

        assertThat(tasks().states(List.of(waits, works, untold, twin, over, unknown)))
                .isEqualTo(Optional.of(Map.of(
                        waits, "pending", works, "running", untold, "running", twin, "running", over, "gone", unknown,
                        "gone")));
    }

    @Test
    void aClusterThatDoesNotAnswerSaysNothing() throws Exception {
        RunFiles task = task(1, "sdde-a", 0, Optional.of("100"));
        fake.answers("squeue", 1, "slurm_load_jobs error: Unable to contact slurm controller\n");

        assertThat(tasks().states(List.of(task))).isEmpty();
        assertThat(SlurmTasks.of(runs, "").states(List.of(task))).isEmpty();
        assertThat(tasks().stop(List.of(task), false)).contains("squeue does not answer");
    }

    @Test
    void stopsWhatWaitsAndLetsWhatWorksWriteACheckpoint() throws Exception {
        RunFiles waits = task(1, "sdde-a", 0, Optional.of("100"));
        RunFiles works = task(2, "sdde-a", 1, Optional.of("100"));
        RunFiles gone = task(3, "sdde-a", 2, Optional.of("100"));
        fake.says("squeue", "1|100|0|PENDING|None|sdde-a\n2|100|1|RUNNING|None|sdde-a\n");

        assertThat(tasks().stop(List.of(waits, works, gone), false)).isEmpty();

        assertThat(fake.calls("scancel"))
                .containsExactly(
                        List.of("--state=PENDING", "100_0", "100_1"),
                        List.of("--batch", "--signal=TERM", "--state=RUNNING", "100_0", "100_1"));
        assertThat(works.folder().resolve("stop")).exists();
        assertThat(tasks().stop(List.of(works), true)).isEmpty();
        assertThat(fake.calls("scancel")).endsWith(List.of("100_1"));
    }

    @Test
    void aTaskIsOpenUntilItsWorkerHasEndedForGood() throws Exception {
        RunFiles task = task(1, "sdde-a", 0, Optional.of("100"));
        Path exit = task.folder().resolve("exit");
        assertThat(SlurmTasks.isOpen(task)).isTrue();

        Files.writeString(exit, "75\n"); // goes back to the queue
        assertThat(SlurmTasks.isOpen(task)).isTrue();
        SlurmTicket.forbid(task);
        assertThat(SlurmTasks.isOpen(task)).isFalse();
        Files.writeString(exit, "1\n");
        assertThat(SlurmTasks.isOpen(task)).isFalse();
        assertThat(SlurmTasks.isOpen(new RunFiles(folder))).isFalse();
    }

    @Test
    void batchesOfWhichNoTaskIsOpenHaveEnded() throws Exception {
        RunFiles open = task(1, "sdde-a", 0, Optional.of("100"));
        task(2, "sdde-b", 0, Optional.of("101"));

        assertThat(SlurmTasks.ended(runs, List.of(open))).containsExactly(runs.resolve(".slurm/sdde-b"));
        assertThat(SlurmTasks.ended(folder, List.of())).isEmpty();
    }

    @Test
    void theProbeTellsWhatIsThereAndWhetherItAnswers() throws Exception {
        fake.says("squeue", "1|100|0|PENDING|None|other\n");
        SlurmProbe good = SlurmProbe.of(programs.toString());
        fake.answers("squeue", 1, "Unable to contact slurm controller\n");
        SlurmProbe deaf = SlurmProbe.of(programs.toString());
        Files.delete(programs.resolve("scancel"));
        SlurmProbe torn = SlurmProbe.of(programs.toString());
        SlurmProbe none = SlurmProbe.of(folder.toString());

        assertThat(good.isThere()).isTrue();
        assertThat(good.trouble()).isNull();
        assertThat(good.tasks()).isEqualTo(1);
        assertThat(good.took()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(15));
        assertThat(deaf.trouble()).isEqualTo("Unable to contact slurm controller");
        assertThat(torn.isTorn()).isTrue();
        assertThat(torn.missing()).containsExactly("scancel");
        assertThat(none.isThere() || none.isTorn()).isFalse();
    }
}
