package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void showsNumbersShortly() {
        assertThat(Numbers.shown(0)).isEqualTo("0");
        assertThat(Numbers.shown(1_000_000)).isEqualTo("1000000");
        assertThat(Numbers.shown(0.001)).isEqualTo("0.001");
        assertThat(Numbers.shown(3.125e-7)).isEqualTo("3.13e-07");
        assertThat(Numbers.shown(2e-7)).isEqualTo("2e-07");
        assertThat(Numbers.shown(Double.POSITIVE_INFINITY)).isEqualTo("infinite");
        assertThat(Numbers.shown(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void interpolatesQuantilesAsNumpyDoes() {
        double[] sorted = {1, 2, 4, 8};

        assertThat(Numbers.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Numbers.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(Numbers.quantile(sorted, 0.95)).isCloseTo(7.4, within(1e-12));
        assertThat(Numbers.quantile(sorted, 1)).isEqualTo(8);
    }

    @Test
    void givesTheMarginOfAMean() {
        double[] values = {1, 2, 3, 4}; // standard deviation sqrt(5 / 3), over sqrt(4)

        assertThat(Numbers.mean(values)).isEqualTo(2.5);
        assertThat(Numbers.margin(values)).isCloseTo(1.96 * Math.sqrt(5 / 3.0) / 2, within(1e-12));
    }
}
