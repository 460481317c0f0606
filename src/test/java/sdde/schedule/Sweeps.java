package sdde.schedule;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.EvalSet.Role;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Provenance;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.LocalProcess;

/** Plans of fake runs. */
final class Sweeps {
    static final EvalSet TEST = new EvalSet("mnist/test", Role.TEST, Choice.of("mnist"), "test");
    static final EvalSet OOD = new EvalSet("fashion-mnist/test", Role.OOD_NEAR, Choice.of("fashion-mnist"), "test");

    private Sweeps() {}

    /** @param manner how {@link FakeWorker} behaves */
    static Member member(String manner, long seed, int epochs, EvalSet... sets) {
        RunSpec spec = new RunSpec(
                Choice.of("mnist"),
                Choice.of("lenet"),
                Choice.of(manner),
                3,
                seed,
                new TrainSettings(epochs, 128, 0.1, 0.9, 5e-4, "none"));
        return new Member(spec.id(), spec, sets.length == 0 ? List.of(TEST) : Arrays.asList(sets));
    }

    static FrozenPlan plan(Member... members) {
        return new FrozenPlan("a sweep", "", 1000, Arrays.asList(members), members.length, 0, List.of(), "sweep: x");
    }

    static FrozenRun freeze(RunSpec spec) {
        return FrozenRun.of(spec, new Provenance("abc", "17", "0.35.1", "Linux", new TreeMap<>()));
    }

    /** Real child processes. */
    static Executor processes() {
        return new LocalProcess(
                FakeWorker.class.getName(),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx64m"));
    }

    static Scheduler scheduler(HomeLock lock, int slots, int retries) {
        return new Scheduler(
                lock,
                processes(),
                Sweeps::freeze,
                new Scheduler.Settings(slots, retries, Duration.ofSeconds(20), Clock.systemUTC())
                        .withBackOff(Duration.ofMillis(1)));
    }
}
