package sdde.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskFactsTest {
    @Test
    void outsideAClusterThereAreNone() {
        assertThat(TaskFacts.of(Map.of("CUDA_VISIBLE_DEVICES", "0"), "cpu")).isEmpty();
    }

    @Test
    void saysWhichTaskOnWhichNode() {
        Map<String, String> environment = Map.of(
                "SLURM_JOB_ID", "17",
                "SLURM_ARRAY_JOB_ID", "12",
                "SLURM_ARRAY_TASK_ID", "4",
                "SLURMD_NODENAME", "n3",
                "SLURM_RESTART_COUNT", "1",
                "CUDA_VISIBLE_DEVICES", "1");

        assertThat(TaskFacts.of(environment, "cpu"))
                .containsEntry("slurm_job", "12_4")
                .containsEntry("slurm_node", "n3")
                .containsEntry("slurm_restarts", "1")
                .containsEntry("cuda_visible_devices", "1");
    }
}
