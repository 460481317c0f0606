package sdde.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.config.UserError;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.schedule.HomeLock;
import sdde.schedule.Unattended;
import sdde.schedule.executor.SlurmTasks;
import sdde.store.Plans;

/** Stops the tasks that an orchestrator has left with a cluster. */
final class StopTasks {
    /** A worker needs seconds for its checkpoint; Slurm may take a while to say that it has ended. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int TICK_MILLISECONDS = 1000;

    private StopTasks() {}

    /** @return exit code */
    static int left(Invocation invocation, Optional<String> wanted, boolean now) throws InterruptedException {
        Home home = invocation.home();
        List<FrozenPlan> plans = wanted.map(name -> List.of(KnownSweep.find(name, home)))
                .orElseGet(() -> Plans.sweeps(home).stream()
                        .flatMap(sweep -> Plans.latest(home, sweep).stream())
                        .toList());
        if (Unattended.of(home, plans).isEmpty()) {
            invocation.console().line("nothing runs in " + home.folder());
            return Main.OK;
        }
        try (HomeLock lock = HomeLock.take(home, "sweep stop")) {
            return stop(lock.home(), Unattended.of(home, plans), now, invocation);
        }
    }

    private static int stop(Home home, List<Unattended> runs, boolean now, Invocation invocation)
            throws InterruptedException {
        SlurmTasks tasks = SlurmTasks.of(home.runs(), invocation.program().path());
        List<RunFiles> attempts = runs.stream().map(Unattended::attempt).toList();
        Optional<String> trouble = tasks.stop(attempts, now);
        if (trouble.isPresent()) {
            throw new UserError("%d runs are in the cluster and cannot be stopped: %s; try again when Slurm answers"
                    .formatted(runs.size(), trouble.get()));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!areGone(tasks.states(attempts))) {
            if (System.nanoTime() - end > 0) {
                invocation
                        .console()
                        .error("tasks have not ended within %d min of being asked to; try: sweep stop --now"
                                .formatted(PATIENCE.toMinutes()));
                return Main.SOME_FAILED;
            }
            Thread.sleep(TICK_MILLISECONDS);
        }
        runs.forEach(run -> run.stopped(home, Clock.systemUTC()));
        invocation
                .console()
                .line("stopped %d runs that were left to the cluster; the same command goes on from there"
                        .formatted(runs.size()));
        return Main.OK;
    }

    private static boolean areGone(Optional<Map<RunFiles, String>> states) {
        return states.isPresent() && states.get().values().stream().allMatch(SlurmTasks.GONE::equals);
    }
}
