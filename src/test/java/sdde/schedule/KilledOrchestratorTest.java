package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.run.EventLog;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.executor.Lease;

/** Real processes, really killed. */
@Timeout(120)
class KilledOrchestratorTest {
    @TempDir
    Path folder;

    @Test
    void itsWorkerEndsAndTheNextStartGoesOn() throws Exception {
        Member run = Sweeps.member("slow", 1, 60);
        RunFiles files = RunFiles.of(new Home(folder).runs(), run.id());
        Process orchestrator = start("slow", 60);
        await(() -> Files.exists(files.attempt(1).checkpoint().resolve("epoch")), orchestrator);
        ProcessHandle worker =
                Json.read(files.attempt(1).lease(), Lease.class).process().orElseThrow();

        assertThatThrownBy(() -> HomeLock.take(new Home(folder), "test"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "%s is in use by `fake orchestrator` (process %d on ".formatted(folder, orchestrator.pid()));
        orchestrator.destroyForcibly().waitFor();
        worker.onExit().get(30, TimeUnit.SECONDS);
        Summary summary = finish(run);

        assertThat(summary.states()).containsEntry(run, RunState.SUCCEEDED);
        assertThat(Json.read(files.attempt(2).job(), Job.class).resumeFrom())
                .isEqualTo(files.attempt(1).checkpoint().toString());
        assertThat(new EventLog(files.events())
                        .read().stream().filter(event -> event.type().equals("epoch")))
                .hasSize(60);
        assertThat(new EventLog(files.events()).read())
                .extracting(event -> event.data().get("reason"))
                .contains("lost with its orchestrator");
    }

    @Test
    void aWorkerThatOutlivesItIsEndedAtTheNextStart() throws Exception {
        Member run = Sweeps.member("deaf", 1, 200);
        RunFiles files = RunFiles.of(new Home(folder).runs(), run.id());
        Process orchestrator = start("deaf", 200);
        await(() -> Files.exists(files.attempt(1).events()), orchestrator);
        orchestrator.destroyForcibly().waitFor();
        ProcessHandle worker =
                Json.read(files.attempt(1).lease(), Lease.class).process().orElseThrow();

        List<String> ended = Orphans.end(new Home(folder).runs(), Duration.ofSeconds(1));

        assertThat(ended).containsExactly(run.id().hex());
        assertThat(worker.isAlive()).isFalse();
        assertThat(Orphans.end(new Home(folder).runs(), Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void aProcessThatOnlyHasThePidOfAWorkerIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Lease real = Lease.of(stranger.toHandle());
        RunFiles files =
                RunFiles.of(new Home(folder).runs(), Sweeps.member("good", 1, 1).id());
        Json.write(files.attempt(1).lease(), new Lease(real.pid(), real.started() - 10_000, real.host()));

        List<String> ended = Orphans.end(new Home(folder).runs(), Duration.ofSeconds(1));

        assertThat(ended).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly().waitFor();
    }

    private Summary finish(Member run) {
        try (HomeLock lock = HomeLock.take(new Home(folder), "test")) {
            return Sweeps.scheduler(lock, 1, 0).run(Sweeps.plan(run), new ScheduleListener() {});
        }
    }

    private Process start(String manner, int epochs) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeOrchestrator.class.getName(),
                        folder.toString(),
                        manner,
                        Integer.toString(epochs))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orchestrator.log").toFile())
                .start();
    }

    private static void await(BooleanSupplier there, Process orchestrator) throws InterruptedException {
        for (int i = 0; i < 600 && !there.getAsBoolean(); i++) {
            assertThat(orchestrator.isAlive()).isTrue();
            Thread.sleep(100);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
