package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.EventLog;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.executor.Attempt;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Exit;
import sdde.schedule.executor.Slot;

/** Attempts whose place a cluster takes away. */
@Timeout(60)
class MovedTest {
    private static final Exit MOVED = new Exit(Exit.STOPPED, Exit.Cause.MOVED);

    @TempDir
    Path folder;

    /** Does with the n-th attempt of a run what a test says. */
    private static final class Cluster implements Executor {
        private final Map<Path, Running> jobs = new HashMap<>();
        private final List<String> news = new ArrayList<>(List.of("the cluster is slow"));

        @Override
        public Attempt start(RunFiles attempt, Slot slot) {
            return adopt(attempt).orElseThrow();
        }

        @Override
        public Optional<Attempt> adopt(RunFiles attempt) {
            return Optional.of(jobs.computeIfAbsent(attempt.folder(), path -> new Running(new CompletableFuture<>())));
        }

        @Override
        public List<String> news() {
            List<String> fresh = List.copyOf(news);
            news.clear();
            return fresh;
        }

        @Override
        public boolean endsWithOrchestrator() {
            return false;
        }

        boolean isAtWork(RunFiles attempt) {
            return !job(attempt).exit.isDone();
        }

        void end(RunFiles attempt, Exit exit) {
            job(attempt).exit.complete(exit);
        }

        private Running job(RunFiles attempt) {
            return Objects.requireNonNull(jobs.get(attempt.folder()));
        }
    }

    private record Running(CompletableFuture<Exit> exit) implements Attempt {
        @Override
        public boolean isWaiting() {
            return true;
        }

        @Override
        public void stop() {
            exit.complete(new Exit(Exit.STOPPED));
        }

        @Override
        public void kill() {
            exit.complete(new Exit(137));
        }
    }

    private final Cluster cluster = new Cluster();
    private final Member run = Sweeps.member("inline", 1, 1);
    private final List<String> notices = new ArrayList<>();

    private RunFiles files() {
        return RunFiles.of(new Home(folder).runs(), run.id());
    }

    private void checkpoint(int attempt) throws Exception {
        Path checkpoint = files().attempt(attempt).checkpoint();
        Files.createDirectories(checkpoint);
        Files.writeString(checkpoint.resolve("epoch"), "0");
    }

    /** @param step called at every tick with its number, from 1 */
    private Summary run(Step step) {
        try (HomeLock lock = HomeLock.take(new Home(folder), "test")) {
            Scheduler.Settings settings = new Scheduler.Settings(1, 0, Duration.ofSeconds(20), Clock.systemUTC())
                    .withStallLimit(Optional.of(Duration.ofMillis(1)))
                    .withBackOff(Duration.ofMillis(1));
            Scheduler scheduler = new Scheduler(lock, cluster, Sweeps::freeze, settings);
            return scheduler.run(Sweeps.plan(run), new ScheduleListener() {
                private int ticks;

                @Override
                public void tick() {
                    try {
                        step.at(++ticks, scheduler);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public void notice(String text) {
                    notices.add(text);
                }
            });
        }
    }

    private interface Step {
        void at(int tick, Scheduler scheduler) throws Exception;
    }

    private List<String> states() {
        return new EventLog(files().events())
                .read().stream()
                        .filter(event -> event.type().equals("state"))
                        .map(event ->
                                event.data().get("state") + " " + event.data().get("attempt"))
                        .toList();
    }

    @Test
    void theAttemptThatTheClusterHasBegunIsFollowed() {
        Summary summary = run((tick, scheduler) -> {
            if (tick == 1) {
                Files.createDirectories(files().attempt(2).folder());
                Files.copy(files().attempt(1).job(), files().attempt(2).job());
                cluster.end(files().attempt(1), MOVED);
            } else if (tick == 3) {
                cluster.end(
                        files().attempt(2),
                        new Exit(FakeWorker.run(files().attempt(2).folder())));
            }
        });

        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(1);
        assertThat(states()).containsExactly("LEASED 1", "CANCELLED 1", "LEASED 2", "RUNNING 2", "SUCCEEDED 2");
        assertThat(notices).first().isEqualTo("the cluster is slow");
    }

    @Test
    void whoeverGotOnBeforeItWasMovedGetsAnotherAttemptThatIsNoRetry() throws Exception {
        Summary summary = run((tick, scheduler) -> {
            RunFiles newest = files().attempt(files().attemptNumbers().size());
            if (cluster.isAtWork(newest) && files().attemptNumbers().size() <= 3) {
                checkpoint(files().attemptNumbers().size());
                cluster.end(newest, MOVED);
            } else if (cluster.isAtWork(newest)) {
                cluster.end(newest, new Exit(FakeWorker.run(newest.folder())));
            }
        });

        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(1);
        assertThat(files().attemptNumbers()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whoeverDidNotGetOnIsLost() {
        Summary summary = run((tick, scheduler) -> cluster.end(files().attempt(1), MOVED));

        Failure failure = Objects.requireNonNull(summary.failures().get(run));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.LOST);
        assertThat(failure.reason()).isEqualTo("was lost: exit code 75, its place in the cluster was taken away");
    }

    @Test
    void anAttemptThatBeginsDuringAStopIsStoppedToo() {
        Summary summary = run((tick, scheduler) -> {
            if (tick == 1) {
                Files.createDirectories(files().attempt(2).folder());
                Files.copy(files().attempt(1).job(), files().attempt(2).job());
                cluster.end(files().attempt(1), MOVED);
                scheduler.stop();
            }
        });

        assertThat(summary.stopped()).isTrue();
        assertThat(states()).endsWith("CANCELLED 2");
    }

    @Test
    void nobodyWhoWaitsInAQueueIsTakenForStalled() {
        Summary summary = run((tick, scheduler) -> {
            if (tick == 5) {
                cluster.end(
                        files().attempt(1),
                        new Exit(FakeWorker.run(files().attempt(1).folder())));
            }
        });

        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(1);
        assertThat(notices).containsExactly("the cluster is slow");
    }
}
