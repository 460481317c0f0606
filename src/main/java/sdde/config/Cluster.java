package sdde.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of Slurm for every run. What is left out is for the cluster to choose.
 *
 * @param gres generic resources of a task, as Slurm writes them; empty for none
 * @param time limit of a task; a run that needs longer goes on in a next one
 * @param cpus of a task
 * @param memoryMegabytes of a task
 * @param atATime tasks that may run together; as many as the cluster lets if empty
 * @param queued tasks that may be in the queue, those at work included
 * @param options more options of sbatch, each with its two dashes
 */
public record Cluster(
        Optional<String> partition,
        Optional<String> account,
        Optional<String> qos,
        String gres,
        Optional<Duration> time,
        int cpus,
        OptionalInt memoryMegabytes,
        OptionalInt atATime,
        int queued,
        List<String> options) {
    /** One GPU and one processor a run. */
    public static final Cluster DEFAULT = new Cluster(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "gpu:1",
            Optional.empty(),
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            1000,
            List.of());

    /** Kinds of resources for which Slurm sets CUDA_VISIBLE_DEVICES. */
    private static final List<String> GPUS = List.of("gpu", "shard", "mps");

    public Cluster {
        options = List.copyOf(options);
    }

    /** Whether a task gets a GPU. */
    public boolean hasGpu() {
        return Arrays.stream(gres.split(",")).anyMatch(one -> GPUS.contains(one.split(":", -1)[0]));
    }

    public Cluster withGres(String other) {
        return new Cluster(partition, account, qos, other, time, cpus, memoryMegabytes, atATime, queued, options);
    }

    public Cluster withAtATime(int tasks) {
        OptionalInt most = OptionalInt.of(tasks);
        return new Cluster(partition, account, qos, gres, time, cpus, memoryMegabytes, most, queued, options);
    }
}
