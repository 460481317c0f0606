package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sdde.config.Cluster;
import sdde.config.Execution;
import sdde.config.UserError;
import sdde.run.Home;
import sdde.run.Job;
import sdde.schedule.device.Devices;
import sdde.schedule.device.Wish;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Inline;
import sdde.schedule.executor.Slot;
import sdde.schedule.executor.Slurm;
import sdde.worker.WorkerMain;

/**
 * What runs the workers of a sweep, and on which slots: options of the call come before the sweep file.
 *
 * @param cluster what is asked of it, if it is one
 */
record Carrier(Execution.Kind kind, Cluster cluster, Devices.Found devices) {
    static final String EXECUTOR = "executor";
    static final String INLINE = "inline";

    /** @throws UserError if an option says nothing that is known */
    static Execution.Kind kind(Invocation invocation, Execution execution) {
        String given = invocation.line().getOptionValue(EXECUTOR);
        Execution.Kind asked = given == null
                ? execution.executor()
                : Execution.Kind.of(given)
                        .orElseThrow(() -> new UserError("option '--executor' must be one of %s, got '%s'"
                                .formatted(Execution.Kind.LABELS, given)));
        if (!invocation.has(INLINE)) {
            return asked;
        }
        if (given != null && asked != Execution.Kind.INLINE) {
            throw new UserError("option '--inline' is the same as '--executor inline'; leave one of them out");
        }
        return Execution.Kind.INLINE;
    }

    /**
     * @param runs in the plan
     * @throws UserError if a device is not there, or the cluster does not take what is asked
     */
    static Carrier choose(Invocation invocation, Execution execution, int runs) {
        Execution.Kind kind = kind(invocation, execution);
        return switch (kind) {
            case LOCAL -> new Carrier(kind, execution.cluster(), Placement.find(invocation, execution));
            case INLINE -> {
                Devices.Found found = Placement.find(invocation, execution);
                yield new Carrier(kind, execution.cluster(), new Devices.Found(List.of(Slot.here()), found.notes()));
            }
            case SLURM -> slurm(invocation, execution, runs);
        };
    }

    Executor executor(Program program, Home home) {
        return switch (kind) {
            case LOCAL -> Workers.processes(program);
            case INLINE -> new Inline(WorkerMain::runBare);
            case SLURM ->
                new Slurm(
                        cluster,
                        home.runs(),
                        devices.slots().get(0),
                        WorkerMain.class.getName(),
                        Workers.options(program));
        };
    }

    private static Carrier slurm(Invocation invocation, Execution execution, int runs) {
        Wish wish = Placement.wish(invocation, execution);
        boolean onlyCount = invocation.has(CommonOptions.SLOTS) && !invocation.has(Placement.DEVICES);
        Cluster cluster =
                switch (wish.kind()) {
                    case AUTO -> execution.cluster();
                    case SIMULATED -> execution.cluster().withAtATime(wish.count());
                    case CPU ->
                        onlyCount
                                ? execution.cluster().withAtATime(wish.count())
                                : execution.cluster().withGres("").withAtATime(wish.count());
                    case GPUS ->
                        throw new UserError("executor slurm chooses the devices, got %s; see 'gres' of 'slurm'"
                                .formatted(wish.gpus()));
                };
        List<String> notes = new ArrayList<>();
        Slurm.check(cluster, invocation.program().path()).ifPresent(notes::add);
        boolean simulated = wish.kind() == Wish.Kind.SIMULATED;
        String visible = cluster.hasGpu() ? Job.ONE_OF_CLUSTER : "";
        List<Slot> slots = IntStream.range(0, Math.max(1, Math.min(runs, cluster.queued())))
                .mapToObj(k -> Slot.slurm(k, simulated ? "sim:" + k : cluster.hasGpu() ? "cuda:0" : "cpu", visible))
                .toList();
        return new Carrier(Execution.Kind.SLURM, cluster, new Devices.Found(slots, notes));
    }
}
