package sdde.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import sdde.run.FrozenPlan;
import sdde.schedule.HomeLock;
import sdde.schedule.ScheduleListener;
import sdde.schedule.Scheduler;
import sdde.schedule.Summary;
import sdde.schedule.device.Wish;
import sdde.schedule.executor.Slot;

/** Trains a plan on worker processes, for commands beside the main job. @param progress where its lines go */
record Training(Invocation invocation, Console progress) {
    private static final int RETRIES = 1;

    /** For a command that prints JSON the lines go to standard error. */
    static Training of(Invocation invocation) {
        Console console = invocation.console();
        boolean script = invocation.has(CommonOptions.JSON);
        return new Training(invocation, script ? new Console(console.err(), console.err(), 0, false) : console);
    }

    /** @param lock of the home in which the runs are made. @param others hear what happens too */
    Summary run(HomeLock lock, FrozenPlan plan, List<ScheduleListener> others) {
        Wish wish = Wish.cpus(invocation.slots());
        return run(
                lock,
                plan,
                others,
                Placement.devices(invocation.program()).slots(wish, 1, "").slots());
    }

    /** On these slots. */
    Summary run(HomeLock lock, FrozenPlan plan, List<ScheduleListener> others, List<Slot> slots) {
        Clock clock = Clock.systemUTC();
        Program program = invocation.program();
        Scheduler scheduler = new Scheduler(
                lock,
                Workers.processes(program),
                spec -> Versions.freeze(spec, program.commit(), new TreeMap<>()),
                new Scheduler.Settings(1, RETRIES, Duration.ofMinutes(1), clock).withSlots(slots));
        Scoreboard board = new Scoreboard(plan, clock);
        ProgressLines lines = new ProgressLines(progress, board, plan, clock);
        List<ScheduleListener> listeners = new ArrayList<>(List.of(board, lines));
        listeners.addAll(others);
        Interrupts.install(scheduler::stop);
        try {
            return scheduler.run(plan, new Listeners(listeners));
        } finally {
            lines.erase();
        }
    }
}
