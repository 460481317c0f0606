package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    private static final String GRID =
            """
            sweep: a
            grid:
              dataset: mnist
              ensemble_size: [3, 5]
              seed: 1..4
              method: [de, {name: sdde, lambda: [0, 0.1, 0.2]}]
            """;

    @TempDir
    private Path folder;

    private PlanText sweeps;

    @BeforeEach
    void recipes() {
        sweeps = new PlanText(folder);
    }

    private int left(String rules) {
        return sweeps.plan(GRID + "exclude: " + rules).runs().size();
    }

    @Test
    void everyKeyMustAgreeAndAnyValueOfAKeyMay() {
        assertThat(left("[{seed: 1}]")).isEqualTo(24);
        assertThat(left("[{seed: [1, 3], ensemble_size: 3}]")).isEqualTo(24);
        assertThat(left("[{lambda: [0.1, 2e-1]}]")).isEqualTo(16);
        assertThat(left("[{lambda: 0.1, method: sdde, seed: 2..4}]")).isEqualTo(26);
    }

    @Test
    void aMethodsParametersAgreeTogether() {
        assertThat(left("[{method: {name: sdde, lambda: 0.1}}]")).isEqualTo(24);
        assertThat(left("[{method: [de, {name: sdde, lambda: 0}]}]")).isEqualTo(16);
        assertThat(left("[{method: {name: sdde, lambda: [0, 0.2]}, seed: 1}]")).isEqualTo(28);
        assertThat(left("[{method: {name: sdde, lambda: 0.1}, lambda: 0.2}]")).isEqualTo(32);
    }

    @Test
    void theFirstRuleThatAgreesCounts() {
        Plan plan = sweeps.plan(GRID + "exclude: [{seed: 1}, {seed: 1..2, method: de}, {lambda: 0}]");

        assertThat(plan.exclusions().stream().map(Plan.Excluded::points)).containsExactly(8, 2, 6);
    }
}
