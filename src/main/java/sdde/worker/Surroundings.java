package sdde.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import sdde.config.UserError;
import sdde.run.Job;

/** Whether a worker sees exactly what its slot has: on another GPU, or on all of them, it would train beside somebody else. */
final class Surroundings {
    private Surroundings() {}

    /**
     * @param gpus counts those that the engine sees; asked only where somebody has prepared the environment
     * @throws UserError that names what is seen and what was given
     */
    static void check(Job job, Map<String, String> environment, IntSupplier gpus) {
        if (job.visible() == null) {
            return;
        }
        List<String> problems = new ArrayList<>();
        String visible = environment.getOrDefault("CUDA_VISIBLE_DEVICES", "");
        if (job.visible().equals(Job.ONE_OF_CLUSTER)) {
            if (visible.isBlank() || visible.contains(",")) {
                problems.add(
                        "CUDA_VISIBLE_DEVICES is '%s', expected one GPU of the cluster's choice".formatted(visible));
            }
        } else if (!visible.equals(job.visible())) {
            problems.add("CUDA_VISIBLE_DEVICES is '%s', expected '%s'".formatted(visible, job.visible()));
        }
        String threads = environment.getOrDefault("OMP_NUM_THREADS", "");
        if (!threads.equals(Integer.toString(job.threads()))) {
            problems.add("OMP_NUM_THREADS is '%s', expected '%d'".formatted(threads, job.threads()));
        }
        int expected = job.device().startsWith("cuda:") ? 1 : 0;
        int seen = gpus.getAsInt();
        if (seen != expected) {
            problems.add("%d GPUs are visible, expected %d".formatted(seen, expected));
        }
        if (!problems.isEmpty()) {
            throw new UserError("this worker was given %s, but sees something else: %s%s"
                    .formatted(
                            job.device(),
                            String.join("; ", problems),
                            expected == 1 && seen == 0
                                    ? "; is PyTorch's CUDA library installed? see docs/scheduling.md"
                                    : ""));
        }
    }
}
