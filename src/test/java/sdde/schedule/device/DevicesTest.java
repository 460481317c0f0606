package sdde.schedule.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdde.config.UserError;
import sdde.schedule.executor.Slot;

/** With a fake {@code nvidia-smi} on the PATH. */
@Timeout(60)
class DevicesTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void usesTheProcessorWhereThereIsNoTool() {
        Devices.Found found = devices().slots(Wish.AUTO, 1, "");

        assertThat(found.slots()).extracting(Slot::name).containsExactly("cpu:0", "cpu:1", "cpu:2");
        assertThat(found.slots()).extracting(Slot::visible).containsOnly("");
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void usesEveryGpuByItsUuid() throws Exception {
        tool("cat <<END\n" + gpus(8) + "END");

        Devices.Found found = devices().slots(Wish.AUTO, 1, "");

        assertThat(found.slots()).hasSize(8);
        assertThat(found.slots().get(7).name()).isEqualTo("cuda:7");
        assertThat(found.slots().get(7).visible()).isEqualTo("GPU-0000-7");
        assertThat(found.slots().get(7).memory()).isEqualTo((long) (0.92 * (81_920L << 20)));
        assertThat(found.slots().get(7).facts())
                .containsEntry("uuid", "GPU-0000-7")
                .containsEntry("driver", "550.54.15");
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void sharesAGpuAcrossAllBeforeASecondRunOnAny() throws Exception {
        tool("cat <<END\n" + gpus(2) + "END");

        assertThat(devices().slots(Wish.AUTO, 2, "").slots())
                .extracting(Slot::name)
                .containsExactly("cuda:0#0", "cuda:1#0", "cuda:0#1", "cuda:1#1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null | 0 1 2 3",
                "2,0 | 2 0",
                "GPU-0000-3 | 3",
                "1,9,2 | 1",
                "'' | ''",
                "-1 | ''",
                "1,1 | 1",
                "NoDevFiles | ''"
            })
    void seesWhatTheVariableLeaves(String variable, String expected) {
        List<Gpu> all = NvidiaSmi.parse(gpus(4)).gpus();

        assertThat(VisibleGpus.of(all, variable).stream()
                        .map(gpu -> Integer.toString(gpu.index()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void countsNamedGpusAmongTheVisibleOnes() throws Exception {
        tool("cat <<END\n" + gpus(4) + "END");
        environment.put("CUDA_VISIBLE_DEVICES", "3,1");

        assertThat(devices().slots(Wish.of(List.of("cuda:1")), 1, "").slots())
                .extracting(Slot::visible)
                .containsExactly("GPU-0000-1");
        assertThatThrownBy(() -> devices().slots(Wish.of(List.of("cuda:2")), 1, "a.yaml:3:10: "))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "a.yaml:3:10: there is no cuda:2: the GPUs are cuda:0 to cuda:1 (CUDA_VISIBLE_DEVICES is '3,1');"
                                + " leave 'devices' out, or write devices: {cpu: N}");
    }

    @Test
    void saysThatAProcessorsPyTorchCannotUseThem() throws Exception {
        tool("cat <<END\n" + gpus(1) + "END");
        Devices without = new Devices(environment, false, 3, Duration.ofSeconds(5));

        assertThat(without.slots(Wish.AUTO, 1, "").slots()).hasSize(3);
        assertThat(without.slots(Wish.AUTO, 1, "").notes())
                .singleElement()
                .asString()
                .startsWith("1 GPUs are there, but");
        assertThatThrownBy(() -> without.slots(Wish.of(List.of("cuda:0")), 1, ""))
                .hasMessage("devices [cuda:0] cannot be used: the PyTorch that is installed is for the processor only;"
                        + " docs/scheduling.md says how to get the one for GPUs");
    }

    @Test
    void goesOnWithAWarningWhenTheToolFails() throws Exception {
        tool("echo 'NVIDIA-SMI has failed because it could not talk to the driver'; exit 9");

        Devices.Found found = devices().slots(Wish.AUTO, 1, "");

        assertThat(found.slots()).hasSize(3);
        assertThat(found.notes())
                .singleElement()
                .asString()
                .endsWith(
                        "ended with exit code 9: NVIDIA-SMI has failed because it could not talk to the driver; no GPU is"
                                + " used");
    }

    @Test
    void passesOverGarbage() throws Exception {
        tool("printf '\\377\\000garbage\\nindex, uuid\\n0, GPU-0000-0, 81920, 550.54.15, NVIDIA H100\\n,,,\\nx\\n'");

        Devices.Found found = devices().slots(Wish.AUTO, 1, "");

        assertThat(found.slots()).extracting(Slot::name).containsExactly("cuda:0");
        assertThat(found.notes()).hasSize(4).last().isEqualTo("nvidia-smi said 1 more such lines");
    }

    @Test
    void doesNotWaitForAToolThatHangs() throws Exception {
        tool("sleep 50");
        long began = System.nanoTime();

        Devices.Found found = new Devices(environment, true, 3, Duration.ofSeconds(1)).slots(Wish.AUTO, 1, "");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(found.slots()).hasSize(3);
        assertThat(found.notes()).singleElement().asString().endsWith("gave no answer within 1 s; no GPU is used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"auto|AUTO|0", "cpu:4|CPU|4", "sim:4|SIMULATED|4", "cuda:0,cuda:2|GPUS|0"})
    void readsTheOption(String text, Wish.Kind kind, int count) {
        assertThat(Wish.parse(text)).extracting(Wish::kind, Wish::count).containsExactly(kind, count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gpu:1", "cpu:0", "sim:", "cuda:", "cuda:01", "cuda:0,", "cuda:0,cuda:0", "4"})
    void refusesOtherOptions(String text) {
        assertThatThrownBy(() -> Wish.parse(text)).isInstanceOf(UserError.class).hasMessageContaining("'" + text + "'");
    }

    private Devices devices() {
        return new Devices(environment, true, 3, Duration.ofSeconds(10));
    }

    /** A line each, as the real tool prints them. */
    static String gpus(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> "%d, GPU-0000-%d, 81920, 550.54.15, NVIDIA H100 80GB HBM3%n".formatted(k, k))
                .collect(Collectors.joining());
    }

    private void tool(String script) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path tool = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", bin + ":/usr/bin:/bin");
    }
}
