package sdde.schedule.device;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sdde.config.UserError;
import sdde.schedule.executor.Slot;

/**
 * Turns a wish for devices into slots.
 *
 * @param environment of the program
 * @param cuda whether the PyTorch that workers load can use a GPU
 * @param cores of the processor
 */
public record Devices(Map<String, String> environment, boolean cuda, int cores, Duration patience) {
    /** Of a GPU's and of the machine's memory: the rest is the driver's and everybody else's. */
    private static final double USABLE = 0.92;

    private static final String NO_CUDA =
            "the PyTorch that is installed is for the processor only; docs/scheduling.md says how to get the one for GPUs";

    /** @param notes for the user: what was passed over, and why */
    public record Found(List<Slot> slots, List<String> notes) {
        public Found {
            slots = List.copyOf(slots);
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param runsPerDevice that share a GPU
     * @param where the wish is written, for messages: {@code a.yaml:3:10: }, or empty
     * @throws UserError if a GPU that was asked for is not there
     */
    public Found slots(Wish wish, int runsPerDevice, String where) {
        return switch (wish.kind()) {
            case CPU -> new Found(cpus(wish.count()), List.of());
            case SIMULATED -> new Found(shared(simulated(wish.count()), runsPerDevice), List.of());
            case AUTO -> auto(runsPerDevice);
            case GPUS -> named(wish.gpus(), runsPerDevice, where);
        };
    }

    private Found auto(int runsPerDevice) {
        NvidiaSmi.Answer answer = NvidiaSmi.ask(environment, patience);
        List<Gpu> visible = visible(answer);
        List<String> notes = new ArrayList<>(answer.warnings());
        if (!visible.isEmpty() && cuda) {
            return new Found(shared(slots(visible), runsPerDevice), notes);
        }
        if (!visible.isEmpty()) {
            notes.add("%d GPUs are there, but runs train on the processor: %s".formatted(visible.size(), NO_CUDA));
        }
        return new Found(cpus(cores), notes);
    }

    private Found named(List<String> names, int runsPerDevice, String where) {
        NvidiaSmi.Answer answer = NvidiaSmi.ask(environment, patience);
        List<Gpu> visible = visible(answer);
        List<Slot> all = slots(visible);
        List<Slot> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(all.stream()
                    .filter(slot -> slot.device().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UserError(where + missing(name, visible, answer))));
        }
        if (!cuda) {
            throw new UserError(where + "devices " + names + " cannot be used: " + NO_CUDA);
        }
        return new Found(shared(wanted, runsPerDevice), answer.warnings());
    }

    private String missing(String name, List<Gpu> visible, NvidiaSmi.Answer answer) {
        String variable = environment.get("CUDA_VISIBLE_DEVICES");
        return "there is no %s: %s%s%s; leave 'devices' out, or write devices: {cpu: N}"
                .formatted(
                        name,
                        visible.isEmpty() ? "no GPU is visible" : "the GPUs are cuda:0 to cuda:" + (visible.size() - 1),
                        variable == null ? "" : " (CUDA_VISIBLE_DEVICES is '" + variable + "')",
                        answer.warnings().isEmpty() ? "" : "; " + String.join("; ", answer.warnings()));
    }

    private List<Gpu> visible(NvidiaSmi.Answer answer) {
        return VisibleGpus.of(answer.gpus(), environment.get("CUDA_VISIBLE_DEVICES"));
    }

    /** {@code cuda:k} is the k-th visible one, as PyTorch counts. */
    private static List<Slot> slots(List<Gpu> visible) {
        return IntStream.range(0, visible.size())
                .mapToObj(k -> {
                    Gpu gpu = visible.get(k);
                    SortedMap<String, String> facts = new TreeMap<>();
                    facts.put("uuid", gpu.uuid());
                    facts.put("driver", gpu.driver());
                    facts.put("gpu", gpu.name());
                    facts.put("gpu_index", Integer.toString(gpu.index()));
                    long usable = (long) (USABLE * gpu.memory());
                    return new Slot("cuda:" + k, "cuda:" + k, 1, gpu.uuid(), usable, facts);
                })
                .toList();
    }

    /** A worker on one sees no GPU at all, also on a machine that has some. */
    private static List<Slot> simulated(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> {
                    String uuid = "SIM-%04d".formatted(k);
                    return new Slot("sim:" + k, "sim:" + k, 1, uuid, 0, new TreeMap<>(Map.of("uuid", uuid)));
                })
                .toList();
    }

    private static List<Slot> shared(List<Slot> devices, int runs) {
        if (runs == 1) {
            return devices;
        }
        List<Slot> slots = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            for (Slot slot : devices) {
                slots.add(new Slot(
                        slot.name() + "#" + run,
                        slot.device(),
                        slot.threads(),
                        slot.visible(),
                        slot.memory(),
                        slot.facts()));
            }
        }
        return slots;
    }

    /** They share the machine's memory. */
    private static List<Slot> cpus(int count) {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? (long) (USABLE * system.getTotalMemorySize())
                        : 0;
        return IntStream.range(0, count)
                .mapToObj(k -> Slot.cpu(k).withMemory(memory))
                .toList();
    }
}
