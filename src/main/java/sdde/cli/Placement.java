package sdde.cli;

import java.util.List;
import sdde.config.Execution;
import sdde.run.Job;
import sdde.schedule.device.Devices;
import sdde.schedule.device.NvidiaSmi;
import sdde.schedule.device.Wish;
import sdde.schedule.executor.Slot;

/** Which slots a call of a command means: its options come before the sweep file. */
final class Placement {
    static final String DEVICES = "devices";

    private Placement() {}

    /** @throws sdde.config.UserError if a device that is asked for is not there */
    static Devices.Found find(Invocation invocation, Execution execution) {
        Program program = invocation.program();
        String given = invocation.line().getOptionValue(DEVICES);
        String where = given == null
                ? execution.devicesPlace().map(place -> place + ": ").orElse("")
                : "option '--devices': ";
        return devices(program).slots(wish(invocation, execution), execution.runsPerDevice(), where);
    }

    /** Of this machine. */
    static Devices devices(Program program) {
        return new Devices(
                program.environment(),
                CudaLibrary.isThere(program.environment(), System.getProperty("java.class.path", "")),
                Runtime.getRuntime().availableProcessors(),
                NvidiaSmi.PATIENCE);
    }

    /** Checked before anything else is done. */
    static Wish wish(Invocation invocation, Execution execution) {
        String given = invocation.line().getOptionValue(DEVICES);
        if (given != null) {
            return Wish.parse(given);
        }
        if (invocation.has(CommonOptions.SLOTS)) {
            return Wish.cpus(invocation.slots());
        }
        if (execution.cpuSlots().isPresent()) {
            return Wish.cpus(execution.cpuSlots().getAsInt());
        }
        return execution.gpus().isEmpty() ? Wish.AUTO : Wish.of(execution.gpus());
    }

    /** {@code cuda:0 (GPU-5ae1…), cuda:1 (…)}, or nothing for the processor. */
    static String words(List<Slot> slots) {
        return String.join(
                ", ",
                slots.stream()
                        .filter(slot -> slot.visible() != null
                                && !slot.visible().isEmpty()
                                && !slot.visible().equals(Job.ONE_OF_CLUSTER))
                        .map(slot -> slot.name() + " (" + slot.visible() + ")")
                        .toList());
    }
}
