package sdde.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.run.Job;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

class SurroundingsTest {
    @Test
    void isContentWithExactlyWhatItWasGiven() {
        assertThatCode(() ->
                        check("cuda:1", "GPU-1", Map.of("CUDA_VISIBLE_DEVICES", "GPU-1", "OMP_NUM_THREADS", "1"), 1))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("cpu", "", Map.of("CUDA_VISIBLE_DEVICES", "", "OMP_NUM_THREADS", "1"), 0))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("cpu", null, Map.of(), 7)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherGpuAndMoreThanOne() {
        assertThatThrownBy(() ->
                        check("cuda:1", "GPU-1", Map.of("CUDA_VISIBLE_DEVICES", "0,1", "OMP_NUM_THREADS", "4"), 2))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "this worker was given cuda:1, but sees something else: CUDA_VISIBLE_DEVICES is '0,1', expected"
                                + " 'GPU-1'; OMP_NUM_THREADS is '4', expected '1'; 2 GPUs are visible, expected 1");
    }

    @Test
    void letsAClusterChooseButOnlyOne() {
        Map<String, String> one = Map.of("CUDA_VISIBLE_DEVICES", "3", "OMP_NUM_THREADS", "1");
        assertThatCode(() -> check("cuda:0", "*", one, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("cuda:0", "*", Map.of("OMP_NUM_THREADS", "1"), 1))
                .hasMessage(
                        "this worker was given cuda:0, but sees something else: CUDA_VISIBLE_DEVICES is '', expected one"
                                + " GPU of the cluster's choice");
        assertThatThrownBy(() -> check("cuda:0", "*", Map.of("CUDA_VISIBLE_DEVICES", "0,1", "OMP_NUM_THREADS", "1"), 2))
                .hasMessageContaining("CUDA_VISIBLE_DEVICES is '0,1', expected one GPU");
    }

    @Test
    void saysWhatToDoWhenNoGpuIsSeen() {
        assertThatThrownBy(() ->
                        check("cuda:1", "GPU-1", Map.of("CUDA_VISIBLE_DEVICES", "GPU-1", "OMP_NUM_THREADS", "1"), 0))
                .hasMessage("this worker was given cuda:1, but sees something else: 0 GPUs are visible, expected 1; is"
                        + " PyTorch's CUDA library installed? see docs/scheduling.md");
    }

    private static void check(String device, @Nullable String visible, Map<String, String> environment, int gpus) {
        RunSpec spec = new RunSpec(
                Choice.of("mnist"),
                Choice.of("lenet"),
                Choice.of("de"),
                2,
                1,
                new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none"));
        Job job = new Job(
                spec, Job.Kind.TRAIN, List.of(), device, 1, null, null, true, List.of(), visible, new TreeMap<>());
        Surroundings.check(job, environment, () -> gpus);
    }
}
