package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.run.FrozenPlan;
import sdde.run.RunFiles;
import sdde.schedule.Unattended;
import sdde.schedule.executor.SlurmTasks;

/**
 * Runs that an orchestrator has left with a cluster, and what the cluster says of them.
 *
 * @param states of their attempts; empty if it does not answer
 */
record LeftTasks(List<Unattended> runs, Optional<Map<RunFiles, String>> states) {
    static final LeftTasks NONE = new LeftTasks(List.of(), Optional.empty());

    LeftTasks {
        runs = List.copyOf(runs);
    }

    /** A task. @param queue its state in the words of the cluster */
    record Task(Standing.Active run, String queue) {}

    /** The cluster is asked once, and only if something was left with one. */
    static LeftTasks of(List<FrozenPlan> plans, Invocation invocation) {
        List<Unattended> runs = Unattended.of(invocation.home(), plans);
        if (runs.isEmpty()) {
            return NONE;
        }
        SlurmTasks tasks =
                SlurmTasks.of(invocation.home().runs(), invocation.program().path());
        return new LeftTasks(
                runs, tasks.states(runs.stream().map(Unattended::attempt).toList()));
    }

    boolean isAny() {
        return !runs.isEmpty();
    }

    /** Whether one of them is in the queue or at work, as far as is known. */
    boolean mayGoOn() {
        return isAny()
                && states.map(all -> all.values().stream().anyMatch(state -> !state.equals(SlurmTasks.GONE)))
                        .orElse(true);
    }

    /** What there is to say behind "running: nothing". */
    String words() {
        if (!isAny()) {
            return "";
        }
        return mayGoOn()
                ? " here; %d runs are in the cluster and nobody watches them: start the sweep again to go on, or `sweep stop`"
                        .formatted(runs.size())
                : " here; %d runs were left to the cluster, which does not know them any more: start the sweep again to go on"
                        .formatted(runs.size());
    }

    /** In the order of the plans. */
    List<Task> tasks(List<Standing> sweeps) {
        List<Task> tasks = new ArrayList<>();
        for (Unattended run : runs) {
            String queue = states.map(all -> all.getOrDefault(run.attempt(), SlurmTasks.GONE))
                    .orElse("no answer");
            sweeps.stream()
                    .flatMap(sweep -> sweep.active().stream())
                    .filter(active -> active.id().equals(run.member().id().hex()))
                    .findFirst()
                    .ifPresent(active -> tasks.add(new Task(active, queue)));
        }
        return tasks;
    }
}
