package sdde.schedule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.RunFiles;

/** task.sh as a node runs it, with a worker that trains nothing. */
@Timeout(60)
class SlurmScriptTest {
    /** Its behaviour in W; its arguments are the JVM's option, the class and the folder. */
    private static final String WORKER =
            """
            echo "worker $2 in ${3##*/}"
            case $W in
                wait) trap 'kill $child; exit 75' TERM; touch "$3/started"; sleep 30 & child=$!; wait ;;
                *) exit "$W" ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path runs;
    private FakeSlurm fake;
    private RunFiles first;
    private String batch;

    @BeforeEach
    void anArrayOfOneTask() throws Exception {
        runs = Files.createDirectories(
                folder.resolve("it's a $(touch x) \"home\"; #").resolve("runs"));
        fake = new FakeSlurm(Files.createDirectories(folder.resolve("bin")));
        Files.writeString(folder.resolve("worker.sh"), WORKER);
        first = attempt(1);
        Files.createDirectories(first.folder());
        Files.writeString(first.job(), "{}");
        batch = SlurmArray.of(runs, List.of(new SlurmTask(first, () -> {}))).name();
    }

    private RunFiles attempt(int number) {
        return new RunFiles(runs.resolve("0123456789abcdef/attempts/" + number));
    }

    private Process begin(String behaviour, String array, int restarts) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash"));
        command.add(runs.resolve(".slurm").resolve(batch).resolve("task.sh").toString());
        command.addAll(List.of(runs.toString(), batch, "Main", "env", "W=" + behaviour, "sh"));
        command.add(folder.resolve("worker.sh").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("SLURM_ARRAY_JOB_ID", array);
        builder.environment().put("SLURM_ARRAY_TASK_ID", "0");
        builder.environment().put("SLURM_JOB_ID", array);
        builder.environment().put("SLURM_RESTART_COUNT", Integer.toString(restarts));
        return builder.start();
    }

    private int run(String behaviour, String array, int restarts) throws Exception {
        Process process = begin(behaviour, array, restarts);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said() throws Exception {
        return Files.readString(folder.resolve("said"));
    }

    private Process atWork(int attempt) throws Exception {
        Process process = begin("wait", "100", attempt - 1);
        for (int i = 0; i < 1000 && !Files.exists(attempt(attempt).folder().resolve("started")); i++) {
            Thread.sleep(20);
        }
        return process;
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void leavesTheLogAndTheExitCodeWithTheAttempt() throws Exception {
        assertThat(run("3", "100", 0)).isEqualTo(3);

        assertThat(first.log()).hasContent("worker Main in 1");
        assertThat(SlurmTicket.exitCode(first)).contains(3);
        assertThat(SlurmTicket.claim(first)).contains("100");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aFolderIsGivenToOneProcessOnly() throws Exception {
        run("0", "100", 0);

        assertThat(run("0", "200", 0)).isZero();
        assertThat(said()).isEqualTo("200_0: attempt 1 is at work elsewhere\n");
        assertThat(run("0", "200", 1)).isZero();
        assertThat(first.log()).hasContent("worker Main in 1");
        assertThat(attempt(2).folder()).doesNotExist();
    }

    @Test
    void aTaskThatIsStartedAgainMakesTheNextAttempt() throws Exception {
        Process old = atWork(1);

        run("0", "100", 1);

        assertThat(attempt(2).log()).hasContent("worker Main in 2");
        assertThat(attempt(2).job()).hasContent("{}");
        assertThat(SlurmTicket.of(attempt(2))).contains(new SlurmTicket(batch, 0));
        assertThat(SlurmTicket.exitCode(attempt(2))).contains(0);
        assertThat(SlurmTicket.exitCode(first)).isEmpty();
        signal(old, "TERM");
        assertThat(old.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatHasEndedIsNotStartedAgain() throws Exception {
        run("0", "100", 0);

        assertThat(run("0", "100", 1)).isZero();
        assertThat(said()).isEqualTo("100_0: attempt 1 has ended\n");
        assertThat(attempt(2).folder()).doesNotExist();
    }

    @Test
    void anAttemptOfSomebodyElseIsLeftAlone() throws Exception {
        Files.createDirectories(attempt(2).folder());

        assertThat(run("0", "100", 0)).isZero();
        assertThat(said()).isEqualTo("100_0: attempt 2 of somebody else has taken over\n");
        assertThat(first.log()).doesNotExist();
    }

    @Test
    void aWishToStopIsHeardBeforeItBegins() throws Exception {
        SlurmTicket.forbid(first);

        assertThat(run("0", "100", 0)).isZero();
        assertThat(said()).isEqualTo("100_0: stopped before it began\n");
    }

    @Test
    void beforeItsTimeIsOverItGoesBackToTheQueue() throws Exception {
        fake.answers("scontrol", 1, "not now"); // else it would wait to be ended
        Process task = atWork(1);
        signal(task, "USR1");

        assertThat(task.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(task.exitValue()).isEqualTo(75);
        assertThat(fake.calls("scontrol")).containsExactly(List.of("requeue", "100_0"));
        assertThat(SlurmTicket.exitCode(first)).contains(75);

        run("0", "100", 1);
        assertThat(SlurmTicket.exitCode(attempt(2))).contains(0);
    }

    @Test
    void whatIsStoppedOnRequestDoesNotGoBack() throws Exception {
        Process task = atWork(1);
        SlurmTicket.forbid(first);
        signal(task, "TERM");

        assertThat(task.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(task.exitValue()).isZero(); // 75 would be queued again where RequeueExit says so
        assertThat(SlurmTicket.exitCode(first)).contains(75);
        assertThat(fake.calls("scontrol")).isEmpty();
    }
}
