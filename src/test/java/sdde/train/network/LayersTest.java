package sdde.train.network;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.train.Engines;
import sdde.train.torch.TorchOps;

/** The fast forms of layers against the plain ones of the engine. */
class LayersTest {
    private NDManager manager;

    @BeforeEach
    void load() {
        Engines.load();
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void free() {
        manager.close();
    }

    /** Of few distinct values, so that many positions tie: as in images, where most of the background is one colour. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aPooledConvolutionEqualsPoolingAConvolution(int channels) {
        SplittableRandom random = new SplittableRandom(1);
        NDArray images = array(new Shape(7, channels, 28, 28), () -> random.nextInt(2));
        NDArray weight = array(new Shape(6, channels, 5, 5), () -> random.nextInt(-2, 3));
        NDArray bias = array(new Shape(6), () -> random.nextInt(-1, 2));
        List<NDArray> arrays = List.of(images, weight, bias);

        List<double[]> plain =
                gradients(arrays, leaves -> weighted(pooled(leaves.get(0), leaves.get(1), leaves.get(2))));
        List<double[]> fast = gradients(
                arrays, leaves -> weighted(Layers.convolutionPoolRelu(leaves.get(0), leaves.get(1), leaves.get(2))));

        for (int i = 0; i < arrays.size(); i++) {
            assertThat(fast.get(i)).containsExactly(plain.get(i), Offset.offset(1e-9));
            assertThat(Arrays.stream(fast.get(i))).anyMatch(value -> value != 0);
        }
        assertThat(Layers.convolutionPoolRelu(images, weight, bias).toDoubleArray())
                .isEqualTo(pooled(images, weight, bias).toDoubleArray());
    }

    @Test
    void poolingWithChannelsLastIsPooling() {
        SplittableRandom random = new SplittableRandom(2);
        NDArray x = array(new Shape(5, 16, 10, 10), () -> random.nextInt(-3, 4));

        double[] plain = gradients(List.of(x), leaves -> weighted(Layers.relu(maxPool(leaves.get(0)))))
                .get(0);
        double[] fast = gradients(List.of(x), leaves -> weighted(Layers.poolRelu(leaves.get(0))))
                .get(0);

        assertThat(fast).isEqualTo(plain);
        assertThat(TorchOps.channelsLast(x)).isEqualTo(x);
    }

    private static NDArray pooled(NDArray x, NDArray weight, NDArray bias) {
        return Layers.relu(maxPool(Layers.convolution(x, weight, bias, 1, 2)));
    }

    private static NDArray maxPool(NDArray x) {
        return x.getNDArrayInternal().maxPool(new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
    }

    /** A sum in which no two outputs count alike. */
    private static NDArray weighted(NDArray y) {
        double[] factors = IntStream.range(0, Math.toIntExact(y.size()))
                .mapToDouble(i -> Math.sin(i + 1.0))
                .toArray();
        return y.mul(y.getManager().create(factors, y.getShape())).sum();
    }

    private NDArray array(Shape shape, DoubleSupplier value) {
        double[] values = IntStream.range(0, Math.toIntExact(shape.size()))
                .mapToDouble(i -> value.getAsDouble())
                .toArray();
        return manager.create(values, shape).toType(DataType.FLOAT64, true).duplicate();
    }
}
