package sdde.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.inGradMode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.train.method.Forward;

class LeNetTest {
    private static final LeNet NET = new LeNet();
    private static final float ROUNDING = 1e-6f; // outputs are about 0.1

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images(int channels) {
        NDArray grey = manager.arange(4 * 784f).mul(0.37f).sin().reshape(4, 1, 28, 28);
        return grey.repeat(1, channels);
    }

    private Forward forward(int members, NDList images) {
        Layout layout = new Layout(NET.parameters(10), members);
        NDArray flat = manager.create(layout.draw(5)).duplicate();
        Weights none = new Layout(List.of(), members).split(flat);
        return NET.forward(layout.split(flat), none, images, true);
    }

    private static void assertSame(Forward one, Forward other) {
        assertNear(one.logits(), other.logits());
        assertNear(one.features(), other.features());
        assertNear(one.featureMaps(), other.featureMaps());
    }

    private static void assertNear(NDArray one, NDArray other) {
        assertThat(one.getShape()).isEqualTo(other.getShape());
        assertThat(one.sub(other).abs().max().getFloat()).isLessThanOrEqualTo(ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void oneBatchForAllIsTheSameAsACopyForEach(int members) {
        NDList own = new NDList();
        for (int i = 0; i < members; i++) {
            own.add(images(1));
        }

        assertSame(forward(members, new NDList(images(1))), forward(members, own));
    }

    @Test
    void greyImagesAreTheSameAsThreeEqualChannels() {
        assertSame(forward(3, new NDList(images(1))), forward(3, new NDList(images(3))));
    }

    @Test
    void outputsHaveTheShapesOfTheContract() {
        Forward forward = forward(3, new NDList(images(1)));

        assertThat(forward.featureMaps().getShape()).isEqualTo(new Shape(3, 4, 16, 5, 5));
        assertThat(forward.features().getShape()).isEqualTo(new Shape(3, 4, NET.features()));
        assertThat(forward.logits().getShape()).isEqualTo(new Shape(3, 4, 10));
    }

    /** The one way to compute in float64 without a graph, against the one that makes a graph. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void doublesWithoutAGraphAreTheSameAsWithOne(int channels) {
        NDArray images = images(channels).toType(DataType.FLOAT64, false);
        NDArray flat = manager.create(new Layout(NET.parameters(10), 2).draw(5)).toType(DataType.FLOAT64, false);

        double[] plain = doubles(inDouble(flat, images).features());

        inGradMode(flat, leaf -> {
            double[] graph = doubles(inDouble(leaf, images).features());
            assertThat(plain).containsExactly(graph, within(1e-14));
            assertThat(Arrays.stream(plain)).contains(0.0).anyMatch(value -> value > 0.01);
        });
    }

    private static Forward inDouble(NDArray flat, NDArray images) {
        Weights none = new Layout(List.of(), 2).split(flat);
        NDArray seen = images.stopGradient();
        seen.attach(flat.getManager());
        return NET.forward(new Layout(NET.parameters(10), 2).split(flat), none, new NDList(seen), true);
    }
}
