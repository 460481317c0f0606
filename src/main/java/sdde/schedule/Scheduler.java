package sdde.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import sdde.config.Execution.Budget;
import sdde.run.FrozenPlan;
import sdde.run.FrozenRun;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunSpec;
import sdde.schedule.executor.Executor;

/** Runs frozen plans in a home. One at a time; {@link #stop} may be called from any thread. */
public final class Scheduler {
    /**
     * How a plan is run; nothing here changes a number.
     *
     * @param slots workers at a time
     * @param retries of a run that crashed, beyond its first attempt
     * @param patience with a worker that was asked to write a checkpoint and end
     * @param budget of this start
     */
    public record Settings(int slots, int retries, Duration patience, Clock clock, Budget budget) {
        /** Without a budget. */
        public Settings(int slots, int retries, Duration patience, Clock clock) {
            this(slots, retries, patience, clock, Budget.NONE);
        }

        public Settings {
            if (slots < 1) {
                throw new IllegalArgumentException("slots must be >= 1, got " + slots);
            }
            if (retries < 0) {
                throw new IllegalArgumentException("retries must be >= 0, got " + retries);
            }
        }

        /** A slot for every core, two retries, a minute of patience. */
        public static Settings usual() {
            return new Settings(
                    Runtime.getRuntime().availableProcessors(), 2, Duration.ofMinutes(1), Clock.systemUTC());
        }

        public Settings withSlots(int count) {
            return new Settings(count, retries, patience, clock, budget);
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
     * Writes the plan to {@code runs/.sweeps/} unless the same one is there.
     *
     * @return the one that is there, with the time and text of its first start
     */
    public static FrozenPlan keep(Home home, FrozenPlan plan) {
        Path file = home.plans(plan.sweep()).resolve(plan.hash() + ".json");
        if (!Files.exists(file)) {
            Json.write(file, plan);
        }
        return Json.read(file, FrozenPlan.class);
    }

    /** Runs what is not finished; returns when nothing runs any more. */
    public Summary run(FrozenPlan plan, ScheduleListener listener) {
        FrozenPlan kept = keep(lock.home(), plan);
        Orphans.end(lock.home().runs(), Duration.ofSeconds(10))
                .forEach(run -> listener.notice("ended an orphaned worker of run " + run));
        try (Session session = new Session(lock.home().runs(), executor, settings, listener, stop)) {
            return session.run(kept, freezer);
        }
    }

    /** The first call lets the workers write checkpoints and end; the second ends them at once. */
    public void stop() {
        stop.raise();
    }
}
