package sdde.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimilarityTest {
    private static final double[] ONE = {1, 2, -1, 3};
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void cosineOfEqualMapsIsOneAndOfOppositeMapsMinusOne() {
        assertThat(of(Similarity.COSINE, ONE, ONE)).isCloseTo(1, within(1e-5));
        assertThat(of(Similarity.COSINE, ONE, new double[] {-1, -2, 1, -3})).isCloseTo(-1, within(1e-5));
        assertThat(of(Similarity.COSINE, ONE, new double[] {2, -1, 3, 1})).isZero();
    }

    @Test
    void logdetIsZeroForOrthogonalMapsAndLargeForEqualOnes() {
        assertThat(of(Similarity.LOGDET, ONE, new double[] {2, -1, 3, 1})).isCloseTo(0, within(3e-5));
        assertThat(of(Similarity.LOGDET, ONE, ONE)).isCloseTo(-Math.log(2e-5), within(0.1));
    }

    @Test
    void iouOfEqualMapsIsOneAndOfMapsApartZero() {
        assertThat(of(Similarity.IOU, ONE, ONE)).isCloseTo(1, within(1e-12));
        assertThat(of(Similarity.IOU, new double[] {1, 0, 0, 0}, new double[] {0, 0, 1, 0}))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void expcosineOfOrthogonalMapsIsTheLogarithmOfTheNumberOfPairs() {
        assertThat(of(Similarity.EXPCOSINE, ONE, new double[] {2, -1, 3, 1})).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void deadMapsHaveFiniteLossAndGradientInFloat32(Similarity similarity) {
        NDArray maps = manager.zeros(new Shape(3, 2, 3, 3), DataType.FLOAT32);

        double[] gradient = gradient(maps, leaf -> similarity.of(SaliencyMaps.standardised(leaf)));

        assertThat(Arrays.stream(doubles(similarity.of(SaliencyMaps.standardised(maps)))))
                .allMatch(Double::isFinite);
        assertThat(gradient).hasSize(54).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void identicalMapsHaveFiniteLossAndGradientInFloat32(Similarity similarity) {
        NDArray map = manager.arange(9f).mul(0.7f).sin().reshape(1, 1, 3, 3);
        NDArray maps = map.broadcast(5, 4, 3, 3).duplicate();

        double[] gradient = gradient(maps, leaf -> similarity.of(SaliencyMaps.standardised(leaf)));

        assertThat(Arrays.stream(doubles(similarity.of(SaliencyMaps.standardised(maps)))))
                .allMatch(Double::isFinite);
        assertThat(Arrays.stream(gradient)).hasSize(180).allMatch(Double::isFinite);
    }

    @Test
    void theMinimumsGradientGoesToTheFirstOfEqualPixels() {
        NDArray maps = manager.create(new double[] {0, 2, 0, 1, 3, 1, 3, 0}, new Shape(2, 1, 4)); // 0 and 2 are alike

        double[] gradient = gradient(maps, Similarity.IOU::of);

        assertThat(gradient[0]).isNotEqualTo(gradient[2]);
    }

    @Test
    void refusesOneMember() {
        assertThatThrownBy(() -> Similarity.COSINE.of(manager.zeros(new Shape(1, 2, 3, 3))))
                .hasMessage("maps must be (N >= 2, B, ...), got (1, 2, 3, 3)");
    }

    @Test
    void namesWhatIsKnown() {
        assertThatThrownBy(() -> Similarity.named("cosin"))
                .hasMessage("similarity must be one of [cosine, logdet, iou, expcosine], got 'cosin'");
    }

    private double of(Similarity similarity, double[] first, double[] second) {
        NDArray maps = manager.create(new double[][] {first, second}).expandDims(1); // (2, 1, 4)
        return doubles(similarity.of(maps))[0];
    }
}
