package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.run.Npy;

class DropsTest {
    private final Drops drops = new Drops(Map.of(
            "fractions", Npy.float64(new double[] {0.1, 0.2}, 2),
            "logit", Npy.float32(new float[] {10, 20}, 2),
            "salient", Npy.float32(new float[] {8, 15, 4, 11}, 2, 2),
            "random", Npy.float32(new float[] {9, 19, 8, 16}, 2, 2)));

    @Test
    void isWhatTheLogitLoses() {
        assertThat(drops.of("salient", 0)).containsExactly(2, 5);
        assertThat(drops.of("salient", 1)).containsExactly(6, 9);
        assertThat(drops.of("salient", Drops.MEAN)).containsExactly(4, 7);
    }

    @Test
    void comparesImageByImage() {
        assertThat(drops.excess("random", 1)).containsExactly(4, 5);
    }

    @Test
    void passesOnlyBeyondTheMargin() {
        assertThat(SaliencyCheck.isAboveZero(new double[] {1, 1.1, 0.9})).isTrue();
        assertThat(SaliencyCheck.isAboveZero(new double[] {3, -2, 0.1})).isFalse();
        assertThat(SaliencyCheck.isAboveZero(new double[] {-1, -1.1, -0.9})).isFalse();
    }
}
