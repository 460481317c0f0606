package sdde.schedule.executor;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place for one worker at a time.
 *
 * @param name {@code cpu:0}, {@code cuda:2}, or {@code cuda:2#1} for the second run on a GPU
 * @param device as {@link sdde.run.Job#device()}
 * @param place what is shared with other slots, the device's memory above all: slots of one place are neighbours
 * @param threads for the arithmetic inside a step
 * @param visible what the worker gets as CUDA_VISIBLE_DEVICES: the GPU's UUID, or nothing, or
 *     {@link sdde.run.Job#ONE_OF_CLUSTER}; null where no worker of its own is started, so that nothing can be given to it
 * @param memory bytes of the device; 0 if not known
 * @param facts of the device for the record: {@code uuid}, {@code driver}
 */
public record Slot(
        String name,
        String device,
        String place,
        int threads,
        @Nullable String visible,
        long memory,
        SortedMap<String, String> facts) {
    public Slot {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, got " + threads);
        }
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** On a device of this machine. */
    public Slot(
            String name,
            String device,
            int threads,
            @Nullable String visible,
            long memory,
            SortedMap<String, String> facts) {
        this(name, device, device, threads, visible, memory, facts);
    }

    /** On the processor. */
    public Slot(String name, String device, int threads) {
        this(name, device, threads, "", 0, new TreeMap<>());
    }

    /** A slot on the processor, one thread wide, so that numbers do not depend on the machine's parallelism. */
    public static Slot cpu(int index) {
        return new Slot("cpu:" + index, "cpu", 1);
    }

    /** In the process that asks, for {@link Inline}. */
    public static Slot here() {
        return new Slot("inline", "cpu", 1, null, 0, new TreeMap<>());
    }

    /** A task of a cluster, alone in its place. @param visible none, or {@link sdde.run.Job#ONE_OF_CLUSTER} */
    public static Slot slurm(int index, String device, String visible) {
        String name = "slurm:" + index;
        return new Slot(name, device, name, 1, visible, 0, new TreeMap<>());
    }

    /** The same on a device with so many bytes. */
    public Slot withMemory(long bytes) {
        return new Slot(name, device, place, threads, visible, bytes, facts);
    }
}
