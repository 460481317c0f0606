package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignFlipTest {
    @Test
    void fewPairsCannotGiveASmallP() {
        SignFlip test = SignFlip.paired(new double[] {9, 9, 9, 9, 9}, new double[5]);

        assertThat(test.twoSided()).isEqualTo(0.0625);
        assertThat(SignFlip.smallestTwoSided(5)).isEqualTo(0.0625);
        assertThat(SignFlip.smallestTwoSided(2)).isEqualTo(0.5);
        assertThat(SignFlip.smallestTwoSided(1)).isEqualTo(1);
        assertThat(SignFlip.smallestTwoSided(0)).isEqualTo(1);
    }
}
