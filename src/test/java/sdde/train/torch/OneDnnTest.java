package sdde.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static sdde.train.Differentiation.gradients;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.train.Engines;

/** The blocked form of a layer against the plain one of the engine, on whole numbers, where sums have no rounding. */
class OneDnnTest {
    static {
        Engines.load();
    }

    /** Of few distinct values, so that many positions of a window tie: the first of them gets the gradient. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void equalsThePlainLayersToTheBit(int padding) {
        try (NDManager manager = NDManager.newBaseManager()) {
            SplittableRandom random = new SplittableRandom(1);
            NDArray images = array(manager, new Shape(7, 3, 14, 14), () -> random.nextInt(2));
            assumeThat(OneDnn.takes(images)).isTrue();
            NDArray weight = array(manager, new Shape(6, 3, 5, 5), () -> random.nextInt(-2, 3));
            NDArray bias = array(manager, new Shape(6), () -> random.nextInt(-1, 2));
            List<NDArray> leaves = List.of(weight, bias);

            List<double[]> plain = gradients(leaves, w -> weighted(plain(images, w.get(0), w.get(1), padding)));
            List<double[]> blocked =
                    gradients(leaves, w -> weighted(OneDnn.convolutionPoolRelu(images, w.get(0), w.get(1), padding)));

            assertThat(OneDnn.convolutionPoolRelu(images, weight, bias, padding).toFloatArray())
                    .isEqualTo(plain(images, weight, bias, padding).toFloatArray())
                    .contains(0);
            for (int i = 0; i < leaves.size(); i++) {
                assertThat(blocked.get(i)).isEqualTo(plain.get(i));
                assertThat(Arrays.stream(blocked.get(i))).anyMatch(value -> value != 0);
            }
        }
    }

    @Test
    void takesNoDoublesAndNoImagesWithAGradient() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.ones(new Shape(1, 1, 4, 4));
            NDArray leaf = images.stopGradient();
            leaf.setRequiresGradient(true);

            assertThat(OneDnn.takes(leaf)).isFalse();
            assertThat(OneDnn.takes(images.toType(DataType.FLOAT64, true))).isFalse();
        }
    }

    private static NDArray plain(NDArray x, NDArray weight, NDArray bias, int padding) {
        Shape one = new Shape(1, 1);
        Shape two = new Shape(2, 2);
        NDArray maps = x.getNDArrayInternal()
                .convolution(x, weight, bias, one, new Shape(padding, padding), one, 1)
                .head();
        return maps.getNDArrayInternal()
                .maxPool(two, two, new Shape(0, 0), false)
                .getNDArrayInternal()
                .relu();
    }

    /** A sum in which no two neighbours count alike, of whole factors. */
    private static NDArray weighted(NDArray y) {
        float[] factors = new float[Math.toIntExact(y.size())];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = i % 7 - 3;
        }
        return y.mul(y.getManager().create(factors, y.getShape())).sum();
    }

    private static NDArray array(NDManager manager, Shape shape, DoubleSupplier value) {
        float[] values = new float[Math.toIntExact(shape.size())];
        IntStream.range(0, values.length).forEach(i -> values[i] = (float) value.getAsDouble());
        return manager.create(values, shape).duplicate();
    }
}
