package sdde.worker;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a worker that runs in a cluster can tell of its place; nobody else knows it beforehand. */
final class TaskFacts {
    private TaskFacts() {}

    /** @param device as in a job. @return nothing outside a cluster */
    static SortedMap<String, String> of(Map<String, String> environment, String device) {
        SortedMap<String, String> facts = new TreeMap<>();
        String job = environment.get("SLURM_JOB_ID");
        if (job == null) {
            return facts;
        }
        String array = environment.get("SLURM_ARRAY_JOB_ID");
        facts.put("slurm_job", array == null ? job : array + "_" + environment.get("SLURM_ARRAY_TASK_ID"));
        facts.put("slurm_node", environment.getOrDefault("SLURMD_NODENAME", ""));
        facts.put("slurm_restarts", environment.getOrDefault("SLURM_RESTART_COUNT", "0"));
        String visible = environment.getOrDefault("CUDA_VISIBLE_DEVICES", "");
        facts.put("cuda_visible_devices", visible);
        if (device.startsWith("cuda:")) {
            NvidiaSmi.ask("--query-gpu=uuid,driver_version,name", "--id=" + visible)
                    .filter(line -> line.size() == 3)
                    .findFirst()
                    .ifPresent(line -> putAll(facts, line));
        }
        return facts;
    }

    private static void putAll(SortedMap<String, String> facts, List<String> gpu) {
        facts.put("uuid", gpu.get(0));
        facts.put("driver", gpu.get(1));
        facts.put("gpu", gpu.get(2));
    }
}
