package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionReaderTest {
    private static final String SWEEP = Reading.GRID + "  method: de\n";

    private static Execution read(String lines) {
        return Reading.good(SWEEP + lines).execution();
    }

    @Test
    void leavesEverythingToTheProgramUnlessTold() {
        assertThat(read("")).isEqualTo(Execution.DEFAULT);
        assertThat(read("devices: auto\n").cpuSlots()).isEmpty();
    }

    @Test
    void readsDevicesRetriesAndOrder() {
        Execution cpu = read("devices: {cpu: 4}\nretries: 0\norder: file\n");
        Execution gpu = read("devices: [cuda:2, cuda:0]\nruns_per_device: 3\n");

        assertThat(cpu.cpuSlots()).isEqualTo(OptionalInt.of(4));
        assertThat(cpu.retries()).isEqualTo(OptionalInt.of(0));
        assertThat(cpu.order()).isEqualTo(Execution.Order.FILE);
        assertThat(gpu.gpus()).isEqualTo(List.of("cuda:2", "cuda:0"));
        assertThat(gpu.runsPerDevice()).isEqualTo(3);
        assertThat(gpu.devicesPlace()).isEqualTo(Optional.of(new Place("a.yaml", 7, 10)));
    }

    @Test
    void storesLongFeaturesWhenAsked() {
        assertThat(read("features: all\n").longFeatures()).isTrue();
        assertThat(read("features: short\n").longFeatures()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"45 s, 45", "90min, 5400", "1 d 6 h, 108000", "1.5 h, 5400"})
    void readsABudget(String written, long seconds) {
        assertThat(read("budget: {time: " + written + ", runs: 7}\n").budget())
                .isEqualTo(new Execution.Budget(Optional.of(Duration.ofSeconds(seconds)), OptionalInt.of(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "devices: gpu|7:10: expected auto, {cpu: N} or a list such as [cuda:0, cuda:2], got 'gpu'",
                "devices: [cuda:0, cuda:0]|7:19: device 'cuda:0' is given twice; see 'runs_per_device'",
                "devices: []|7:10: expected auto, {cpu: N} or a list such as [cuda:0, cuda:2], got []",
                "devices: {cpus: 2}|7:11: unknown key 'cpus'; did you mean 'cpu'? known: [cpu]",
                "devices: {cpu: 0}|7:16: cpu must be a whole number from 1 to 1024, got '0'",
                "retries: no|7:10: retries must be a whole number from 0 to 100, got 'no'",
                "features: al|7:11: features must be one of [short, all], got 'al'; did you mean 'all'?",
                "order: seed|7:8: order must be one of [seeds, file], got 'seed'; did you mean 'seeds'?",
                "budget: {time: 12}|7:16: expected a time such as 45 min, 12 h or 1 d 6 h (s, min, h, d), got '12'",
                "budget: {time: 2 hours}|7:16: expected a time such as 45 min, 12 h or 1 d 6 h (s, min, h, d), got '2 hours'",
                "budget: {tiem: 2 h}|7:10: unknown key 'tiem'; did you mean 'time'? known: [time, runs]",
                "executor: slrum|7:11: executor must be one of [local, inline, slurm], got 'slrum'; did you mean 'slurm'?",
                "budget: 2 h|7:9: expected {time: 12 h, runs: 100} or one of them, got '2 h'",
            })
    void namesWhatIsWrong(String line, String problem) {
        assertThat(Reading.of(SWEEP + line + "\n").problems()).containsExactly("a.yaml:" + problem);
    }

    @Test
    void saysThatSharingHasNoEffectOnTheProcessor() {
        assertThat(Reading.of(SWEEP + "devices: {cpu: 2}\nruns_per_device: 2\n").problems())
                .containsExactly("a.yaml:8:1: 'runs_per_device' has no effect on {cpu: N}; N is the number of runs at a"
                        + " time");
    }

    @Test
    void saysThatSlurmChoosesTheDevices() {
        assertThat(Reading.of(SWEEP + "executor: slurm\ndevices: [cuda:1]\nruns_per_device: 2\n")
                        .problems())
                .containsExactly(
                        "a.yaml:8:10: executor slurm chooses the devices; leave 'devices' out, or write {cpu: N} for N runs"
                                + " at a time on processors",
                        "a.yaml:9:1: 'runs_per_device' has no effect with executor slurm: a task has a device of its own");
    }
}
