package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Execution;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunState;

/** Real processes that fail in every way: what becomes of the run and of the others. */
@Timeout(120)
class FailureClassesTest {
    @TempDir
    Path folder;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aWorkerThatEatsAllMemoryIsOfThatClassAndNotTriedAgainAlone() {
        Member hungry = Sweeps.member("hungry", 1, 1);

        Failure failure = failure(run(settings(1, 3), hungry), hungry);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.OUT_OF_MEMORY);
        assertThat(failure.reason()).isEqualTo("ran out of memory: exit code 3");
        assertThat(failure.firstError()).contains("java.lang.OutOfMemoryError: Java heap space");
        assertThat(files(hungry).attemptNumbers()).containsExactly(1);
    }

    @Test
    void whatRanOutOfMemoryIsTriedAgainWithFewerNeighbours() {
        Member a = Sweeps.member("crowded", 1, 1);
        Member b = Sweeps.member("crowded", 2, 1);
        Member c = Sweeps.member("crowded", 3, 1);

        Summary summary = run(settings(3, 2), a, b, c);

        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(3);
        assertThat(summary.states().keySet().stream()
                        .mapToInt(member -> files(member).attemptNumbers().size()))
                .anyMatch(attempts -> attempts > 1);
    }

    @Test
    void holdsEveryRunThatNeedsDataThatCannotBeUsed() {
        Member bad = Sweeps.member("bad-data", 1, 1);
        Member same = Sweeps.member("good", 2, 1);

        Summary summary = run(settings(1, 3), bad, same);

        assertThat(failure(summary, bad).kind()).isEqualTo(Failure.Kind.BAD_DATA);
        assertThat(summary.states()).containsEntry(same, RunState.PLANNED);
        assertThat(summary.held()).isEqualTo(1);
        assertThat(notices)
                .containsExactly(
                        "data set 'mnist' cannot be used (error: no such file 'x.idx'), so 1 runs that need it are"
                                + " held; mend it, then the same command goes on");
        assertThat(files(bad).attemptNumbers()).containsExactly(1);
    }

    @Test
    void aFullDiskStopsTheSweepAtOnceAndItGoesOnLater() {
        Member bad = Sweeps.member("no-space", 1, 1);
        Member next = Sweeps.member("good", 2, 1);

        Summary summary = run(settings(1, 3), bad, next);

        assertThat(failure(summary, bad).kind()).isEqualTo(Failure.Kind.NO_SPACE);
        assertThat(summary.breaker())
                .startsWith("a run could not write its files (java.io.IOException: No space left on device)");
        assertThat(summary.states()).containsEntry(next, RunState.PLANNED);
        assertThat(run(settings(1, 0), next).count(RunState.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void startsNothingWithoutRoomOnTheDisk() {
        Member big = Sweeps.member("good", 1, 1);
        Forecast vast = new Forecast() {
            @Override
            public long diskBytes(Member member) {
                return 1L << 60;
            }
        };

        Summary summary = run(settings(1, 0).withForecast(vast), big);

        assertThat(summary.states()).isEqualTo(Map.of(big, RunState.PLANNED));
        assertThat(summary.breaker())
                .matches(
                        "only [0-9]+ MB are free at .*, and [0-9]+ MB are needed \\(1099511627776 MB for runs, the rest"
                                + " in reserve\\), so nothing more was started; make room, then the same command goes on");
    }

    @Test
    void endsAWorkerThatHangsAndSaysWhy() {
        Member hung = Sweeps.member("hang", 1, 1);

        Summary summary = run(settings(1, 1).withStallLimit(Optional.of(Duration.ofSeconds(2))), hung);

        assertThat(failure(summary, hung).kind()).isEqualTo(Failure.Kind.STALLED);
        assertThat(failure(summary, hung).reason())
                .matches(
                        "made no progress for 2\\.[0-9] s, because it used hardly any processor time \\([0-9.]+ s\\), so it"
                                + " hangs; its last event was 'phase', it was reading its data");
        assertThat(files(hung).attemptNumbers()).hasSize(2);
        assertThat(notices).hasSize(2).allMatch(text -> text.endsWith("; its worker is ended"));
    }

    @Test
    void endsAWorkerThatTheSystemHasStopped() {
        Member frozen = Sweeps.member("frozen", 1, 1);
        Member good = Sweeps.member("good", 2, 1);

        Summary summary = run(settings(1, 0).withStallLimit(Optional.of(Duration.ofSeconds(2))), frozen, good);

        assertThat(failure(summary, frozen).kind()).isEqualTo(Failure.Kind.STALLED);
        assertThat(failure(summary, frozen).exit().toString()).isEqualTo("exit code 137 (SIGKILL)");
        assertThat(summary.states()).containsEntry(good, RunState.SUCCEEDED);
    }

    @Test
    void givesAWorkerThatWorksInSilenceThreeTimesAsLong() {
        Member spinning = Sweeps.member("spin", 1, 1);

        Summary summary = run(settings(1, 0).withStallLimit(Optional.of(Duration.ofSeconds(1))), spinning);

        assertThat(failure(summary, spinning).reason())
                .matches(
                        "made no progress for [3-9]\\.[0-9] s, because it used [0-9.]+ s of processor time, but came to no"
                                + " end; its last event was .*");
    }

    @Test
    void namesTheSignalOfAWorkerThatDiesInNativeCode() {
        Member broken = Sweeps.member("segfault", 1, 1);

        Failure failure = failure(run(settings(1, 0), broken), broken);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CRASH);
        assertThat(failure.reason()).isEqualTo("crashed: exit code 134 (SIGABRT)");
        assertThat(files(broken).attempt(1).folder().resolve("hs_err.log")).exists();
    }

    @Test
    void keepsTheLogOfAWorkerThatPrintsAHundredMegabytesShort() throws Exception {
        Member chatty = Sweeps.member("chatty", 1, 1);
        Member good = Sweeps.member("good", 2, 1);

        Summary summary = run(settings(1, 0), chatty, good);

        assertThat(failure(summary, chatty).firstError()).isEqualTo("java.lang.IllegalStateException: said enough");
        assertThat(Files.size(failure(summary, chatty).log())).isLessThan(2 * LogLimit.MOST);
        assertThat(summary.states()).containsEntry(good, RunState.SUCCEEDED);
    }

    @Test
    void measuresNothingWithAClockThatJumps() {
        AtomicLong jumps = new AtomicLong();
        Clock jumping = new Clock() {
            @Override
            public Instant instant() {
                long sign = jumps.incrementAndGet() % 2 == 0 ? 1 : -1;
                return Instant.now().plus(Duration.ofDays(sign * jumps.get()));
            }

            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Member member = Sweeps.member("slow", 1, 8);
        Execution.Budget budget = new Execution.Budget(Optional.of(Duration.ofHours(1)), OptionalInt.empty());

        Summary summary = run(
                new Scheduler.Settings(1, 0, Duration.ofSeconds(20), jumping, budget)
                        .withStallLimit(Optional.of(Duration.ofMinutes(5))),
                member,
                Sweeps.member("good", 2, 1));

        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(2);
        assertThat(summary.budget()).isNull();
        assertThat(jumps.get()).isGreaterThan(4);
        assertThat(notices).isEmpty();
    }

    @Test
    void waitsLongerBeforeEachRetry() {
        Task task = new Task(
                Sweeps.member("good", 1, 1), new RunKeeper(folder, Sweeps.member("good", 1, 1), Clock.systemUTC()));
        List<Long> delays = new ArrayList<>();
        for (task.tries = 1; task.tries <= 5; task.tries++) {
            task.backOff(0, 1_000_000_000L);
            delays.add(firstReady(task));
        }

        assertThat(delays).containsExactly(1L, 4L, 16L, 60L, 60L);
    }

    private static long firstReady(Task task) {
        long second = 0;
        while (!task.isReady(second * 1_000_000_000L)) {
            second++;
        }
        return second;
    }

    private static Scheduler.Settings settings(int slots, int retries) {
        return new Scheduler.Settings(slots, retries, Duration.ofSeconds(20), Clock.systemUTC())
                .withBackOff(Duration.ofMillis(1));
    }

    private Summary run(Scheduler.Settings settings, Member... members) {
        try (HomeLock lock = HomeLock.take(new Home(folder), "test")) {
            return new Scheduler(lock, Sweeps.processes(), Sweeps::freeze, settings)
                    .run(Sweeps.plan(members), new ScheduleListener() {
                        @Override
                        public void notice(String text) {
                            notices.add(text);
                        }
                    });
        }
    }

    private RunFiles files(Member member) {
        return RunFiles.of(new Home(folder).runs(), member.id());
    }

    private static Failure failure(Summary summary, Member member) {
        return Objects.requireNonNull(summary.failures().get(member));
    }
}
