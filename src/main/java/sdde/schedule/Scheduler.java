package sdde.schedule;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import sdde.config.Execution.Budget;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Slot;

/** Runs frozen plans in a home. One at a time; {@link #stop} may be called from any thread. */
public final class Scheduler {
    /**
     * How a plan is run; nothing here changes a number.
     *
     * @param slots one worker each at a time
     * @param retries of a run that crashed, beyond its first attempt
     * @param patience with a worker that was asked to write a checkpoint and end
     * @param clock for what is written down; nothing is measured with it, because it may be set
     * @param budget of this start
     * @param backOff before the first retry of a run; four times as long before each further one
     * @param stallLimit after which a worker that says nothing is ended; if empty, what its epochs take decides
     */
    public record Settings(
            List<Slot> slots,
            int retries,
            Duration patience,
            Clock clock,
            Budget budget,
            Duration backOff,
            Optional<Duration> stallLimit,
            Forecast forecast) {
        private static final Duration USUAL_BACK_OFF = Duration.ofSeconds(1);

        public Settings {
            slots = List.copyOf(slots);
            if (slots.isEmpty()) {
                throw new IllegalArgumentException("slots must be >= 1, got 0");
            }
            if (retries < 0) {
                throw new IllegalArgumentException("retries must be >= 0, got " + retries);
            }
        }

        /** On the processor. */
        public Settings(int slots, int retries, Duration patience, Clock clock, Budget budget) {
            this(cpus(slots), retries, patience, clock, budget, USUAL_BACK_OFF, Optional.empty(), Forecast.NONE);
        }

        /** On the processor, without a budget. */
        public Settings(int slots, int retries, Duration patience, Clock clock) {
            this(slots, retries, patience, clock, Budget.NONE);
        }

        public Settings withSlots(List<Slot> others) {
            return new Settings(others, retries, patience, clock, budget, backOff, stallLimit, forecast);
        }

        public Settings withForecast(Forecast other) {
            return new Settings(slots, retries, patience, clock, budget, backOff, stallLimit, other);
        }

        public Settings withStallLimit(Optional<Duration> limit) {
            return new Settings(slots, retries, patience, clock, budget, backOff, limit, forecast);
        }

        public Settings withBackOff(Duration first) {
            return new Settings(slots, retries, patience, clock, budget, first, stallLimit, forecast);
        }

        private static List<Slot> cpus(int count) {
            return IntStream.range(0, count).mapToObj(Slot::cpu).toList();
        }
    }

    private final HomeLock lock;
    private final Executor executor;
    private final Function<RunSpec, FrozenRun> freezer;
    private final Settings settings;
    private final StopSignal stop = new StopSignal();

    /** @param lock of the home, held by the caller. @param freezer makes {@code run.json} before a first attempt */
    public Scheduler(HomeLock lock, Executor executor, Function<RunSpec, FrozenRun> freezer, Settings settings) {
        this.lock = lock;
        this.executor = executor;
        this.freezer = freezer;
        this.settings = settings;
    }

    /**
     * Writes the plan to {@code runs/.sweeps/} unless the same one is there, and can be read.
     *
     * @return the one that is there, with the time and text of its first start
     */
    public static FrozenPlan keep(Home home, FrozenPlan plan) {
        Path file = home.plans(plan.sweep()).resolve(plan.hash() + ".json");
        if (Json.readIfWhole(file, FrozenPlan.class).isEmpty()) {
            Json.write(file, plan);
        }
        return Json.read(file, FrozenPlan.class);
    }

    /** Runs what is not finished, in the plan's order; returns when nothing runs any more. */
    public Summary run(FrozenPlan plan, ScheduleListener listener) {
        return run(plan, member -> true, listener);
    }

    /** Of what is not finished only the members that are wanted. */
    public Summary run(FrozenPlan plan, Predicate<Member> wanted, ScheduleListener listener) {
        List<RunId> order = plan.members().stream().map(Member::id).toList(); // kept is that of the first start
        FrozenPlan kept = keep(lock.home(), plan).inOrder(order);
        Orphans.end(lock.home().runs(), Duration.ofSeconds(10))
                .forEach(run -> listener.notice("ended an orphaned worker of run " + run));
        try (Session session = new Session(lock.home().runs(), executor, settings, listener, stop)) {
            return session.run(kept, wanted, freezer);
        }
    }

    /** The first call lets the workers write checkpoints and end; the second ends them at once. */
    public void stop() {
        stop.raise();
    }
}
