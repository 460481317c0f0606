package sdde.schedule.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What CUDA_VISIBLE_DEVICES leaves of the GPUs, by CUDA's own rules. */
final class VisibleGpus {
    private VisibleGpus() {}

    /**
     * In the variable's order. The first entry that names no GPU hides itself and all that follow; an index counts in order
     * of the PCI bus.
     *
     * @param variable null if it is not set: all are visible
     */
    static List<Gpu> of(List<Gpu> all, @Nullable String variable) {
        if (variable == null) {
            return all;
        }
        List<Gpu> visible = new ArrayList<>();
        for (String entry : variable.split(",", -1)) {
            Optional<Gpu> named = find(all, entry.strip());
            if (named.isEmpty() || visible.contains(named.get())) {
                return List.copyOf(visible);
            }
            visible.add(named.get());
        }
        return List.copyOf(visible);
    }

    private static Optional<Gpu> find(List<Gpu> all, String entry) {
        if (entry.matches("[0-9]{1,4}")) {
            int index = Integer.parseInt(entry);
            return all.stream().filter(gpu -> gpu.index() == index).findFirst();
        }
        if (!entry.startsWith("GPU-") && !entry.startsWith("MIG-")) {
            return Optional.empty();
        }
        List<Gpu> named =
                all.stream().filter(gpu -> gpu.uuid().startsWith(entry)).toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }
}
