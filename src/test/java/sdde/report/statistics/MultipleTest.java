package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MultipleTest {
    @Test
    void whatWasNotTestedDoesNotCount() {
        assertThat(Multiple.holm(0.02, Double.NaN, 0.03)).containsExactly(0.04, Double.NaN, 0.04);
        assertThat(Multiple.bonferroni(0.02, Double.NaN, 0.6)).containsExactly(0.04, Double.NaN, 1);
    }
}
