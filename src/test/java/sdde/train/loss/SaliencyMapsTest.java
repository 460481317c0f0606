package sdde.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SaliencyMapsTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void croppingTakesTheBorderAway() {
        NDArray maps = manager.arange(16f).reshape(1, 1, 4, 4);

        assertThat(doubles(SaliencyMaps.crop(maps, 1))).containsExactly(5, 6, 9, 10);
        assertThat(SaliencyMaps.crop(maps, 0)).isSameAs(maps);
    }

    @Test
    void refusesToCropEverything() {
        assertThatThrownBy(() -> SaliencyMaps.crop(manager.zeros(new Shape(1, 1, 4, 4)), 2))
                .hasMessage("padding must leave a pixel of (1, 1, 4, 4) maps, got 2");
    }

    @Test
    void aStandardisedMapHasMeanZeroAndDeviationOne() {
        NDArray maps = manager.create(new double[] {1, 1, 3, 3}, new Shape(1, 1, 2, 2));

        assertThat(doubles(SaliencyMaps.standardised(maps))).containsExactly(new double[] {-1, -1, 1, 1}, within(1e-5));
    }

    @Test
    void aConstantMapBecomesZerosWithoutGradient() {
        NDArray maps = manager.ones(new Shape(1, 2, 2, 2));

        assertThat(doubles(SaliencyMaps.standardised(maps))).containsOnly(0);
        assertThat(gradient(
                        maps, leaf -> SaliencyMaps.standardised(leaf).square().sum()))
                .containsOnly(0);
    }

    @Test
    void attentionIsTheMeanOfTheChannels() {
        NDArray featureMaps = manager.create(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 1, 2, 2, 2));

        assertThat(doubles(SaliencyMaps.attention(featureMaps))).containsExactly(3, 4, 5, 6);
    }
}
