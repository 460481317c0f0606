package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterReaderTest {
    private static final String SWEEP = Reading.GRID + "  method: de\n";

    private static Cluster read(String slurm) {
        return Reading.good(SWEEP + "executor: slurm\nslurm: " + slurm + "\n")
                .execution()
                .cluster();
    }

    @Test
    void asksForOneGpuUnlessTold() {
        Execution execution = Reading.good(SWEEP + "executor: slurm\n").execution();

        assertThat(execution.executor()).isEqualTo(Execution.Kind.SLURM);
        assertThat(execution.cluster()).isEqualTo(Cluster.DEFAULT);
        assertThat(execution.cluster().gres()).isEqualTo("gpu:1");
        assertThat(execution.cluster().hasGpu()).isTrue();
    }

    @Test
    void readsEveryKey() {
        assertThat(read(
                        "{partition: 'gpu,long', account: lab_1, qos: high, gres: gpu:a100:1, time: 1 d 6 h, cpus: 2, memory: 1.5"
                                + " GB, at_a_time: 4, queued: 100, options: [--constraint=a100, --exclusive]}"))
                .isEqualTo(new Cluster(
                        Optional.of("gpu,long"),
                        Optional.of("lab_1"),
                        Optional.of("high"),
                        "gpu:a100:1",
                        Optional.of(Duration.ofHours(30)),
                        2,
                        OptionalInt.of(1536),
                        OptionalInt.of(4),
                        100,
                        List.of("--constraint=a100", "--exclusive")));
        assertThat(read("{gres: none}").gres()).isEmpty();
        assertThat(read("{gres: none}").hasGpu()).isFalse();
        assertThat(read("{gres: 'tmpdisk:10,shard:4'}").hasGpu()).isTrue();
        assertThat(read("{options: --exclusive}").options()).containsExactly("--exclusive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gpu|8: expected keys [partition, account, qos, gres, time, cpus, memory, at_a_time, queued, options], got 'gpu'",
                "{partiton: gpu}|9: unknown key 'partiton'; did you mean 'partition'? known: [partition, account, qos, gres, time, cpus, memory, at_a_time, queued, options]",
                "{partition: 'a; rm -rf x'}|20: partition must be a name as the cluster knows it (letters, digits, '_', '-', '.'), got 'a; rm -rf x'",
                "{gres: '$(id)'}|15: expected resources of a task such as gpu:1, gpu:a100:1 or none, got '$(id)'",
                "{gres: gpu:4}|15: a run trains on one GPU, got 'gpu:4'; write gpu:1",
                "{gres: gpu:a100:12}|15: a run trains on one GPU, got 'gpu:a100:12'; write gpu:1",
                "{time: 30 s}|15: Slurm counts time limits in minutes: expected at least 1 min, got '30 s'",
                "{time: 30}|15: expected a time such as 45 min, 12 h or 1 d 6 h (s, min, h, d), got '30'",
                "{cpus: 0}|15: cpus must be a whole number from 1 to 1024, got '0'",
                "{memory: 8}|17: expected memory of a task such as 8 GB or 500 MB (MB, GB, TB), got '8'",
                "{memory: 0 MB}|17: memory must be at least 1 MB and at most 2047 TB, got '0 MB'",
                "{at_a_time: 0}|20: at_a_time must be a whole number from 1 to 100000, got '0'",
                "{options: [-p gpu]}|19: expected options of sbatch such as [--constraint=a100, --exclusive], got '-p gpu'",
                "{options: [--mem=4G]}|19: '--mem' is said by the key 'memory' of 'slurm'",
                "{options: [--wrap=id]}|19: '--wrap' is said by the program itself",
            })
    void namesWhatIsWrong(String slurm, String problem) {
        assertThat(Reading.of(SWEEP + "slurm: " + slurm + "\n").problems()).containsExactly("a.yaml:7:" + problem);
    }
}
