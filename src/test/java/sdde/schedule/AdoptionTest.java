package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.EventLog;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.executor.Attempt;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Exit;
import sdde.schedule.executor.Slot;

/** An executor whose workers outlive their orchestrator, as a cluster's do. */
@Timeout(60)
class AdoptionTest {
    @TempDir
    Path folder;

    /** A cluster: it knows its jobs by the attempt's folder, whoever asks. */
    private static final class Cluster implements Executor {
        private final Map<Path, CompletableFuture<Exit>> jobs = new HashMap<>();

        @Override
        public Attempt start(RunFiles attempt, Slot slot) {
            jobs.put(attempt.folder(), new CompletableFuture<>());
            new EventLog(attempt.events()).append(RunEvent.of(1, "start", Map.of("device", slot.device())));
            return adopt(attempt).orElseThrow();
        }

        @Override
        public Optional<Attempt> adopt(RunFiles attempt) {
            return Optional.ofNullable(jobs.get(attempt.folder())).map(Running::new);
        }

        @Override
        public boolean endsWithOrchestrator() {
            return false;
        }

        void finishAll() {
            jobs.forEach((path, exit) -> {
                try {
                    exit.complete(new Exit(FakeWorker.run(path)));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        private record Running(CompletableFuture<Exit> exit) implements Attempt {
            @Override
            public void stop() {}

            @Override
            public void kill() {
                throw new IllegalStateException("a worker that outlives its orchestrator was killed");
            }
        }
    }

    @Test
    void aSecondOrchestratorAdoptsWhatTheFirstHasStarted() {
        Member a = Sweeps.member("inline", 1, 1);
        Member b = Sweeps.member("inline", 2, 1);
        Cluster cluster = new Cluster();
        try (HomeLock lock = HomeLock.take(new Home(folder), "first")) {
            assertThat(catchDeath(scheduler(lock, cluster), a, b)).isEqualTo("died");
        }
        RunFiles files = RunFiles.of(new Home(folder).runs(), a.id());
        assertThat(Json.read(files.attempt(1).job(), Job.class).endWithParent()).isFalse();

        try (HomeLock lock = HomeLock.take(new Home(folder), "second")) {
            StringBuilder heard = new StringBuilder();
            Summary summary = scheduler(lock, cluster).run(Sweeps.plan(a, b), new ScheduleListener() {
                @Override
                public void adopted(Member member, int attempt, String slot) {
                    heard.append(member.spec().seed())
                            .append(" on ")
                            .append(slot)
                            .append('\n');
                }

                @Override
                public void tick() {
                    cluster.finishAll();
                }
            });

            assertThat(heard).hasToString("1 on cpu:0\n2 on cpu:1\n");
            assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(2);
            assertThat(files.attemptNumbers()).containsExactly(1);
            assertThat(Files.exists(files.result())).isTrue();
            assertThat(states(files)).containsExactly("LEASED", "RUNNING", "SUCCEEDED");
        }
    }

    /** An orchestrator that dies of its first tick. */
    private static String catchDeath(Scheduler scheduler, Member... members) {
        try {
            scheduler.run(Sweeps.plan(members), new ScheduleListener() {
                @Override
                public void tick() {
                    throw new IllegalStateException("died");
                }
            });
            return "lived";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Scheduler scheduler(HomeLock lock, Executor executor) {
        return new Scheduler(
                lock,
                executor,
                Sweeps::freeze,
                new Scheduler.Settings(2, 0, Duration.ofSeconds(20), Clock.systemUTC()));
    }

    private static List<String> states(RunFiles files) {
        return new EventLog(files.events())
                .read().stream()
                        .filter(event -> event.type().equals("state"))
                        .map(event -> String.valueOf(event.data().get("state")))
                        .toList();
    }
}
