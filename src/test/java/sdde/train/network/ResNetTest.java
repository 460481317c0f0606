package sdde.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.train.Differentiation;
import sdde.train.method.Forward;

class ResNetTest {
    private static final int CLASSES = 10;
    private static final float ROUNDING = 1e-6f; // outputs are about 1

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** An ensemble at its start. */
    private final class Net {
        final Network network;
        final Layout layout;
        final Layout bufferLayout;
        final NDArray parameters;
        final NDArray statistics;

        Net(Network network, int members) {
            this.network = network;
            layout = new Layout(network.parameters(CLASSES), members);
            bufferLayout = new Layout(network.buffers(CLASSES), members);
            parameters = manager.create(layout.draw(5)).duplicate();
            statistics = manager.create(bufferLayout.draw(5)).duplicate();
        }

        Forward forward(NDList images, boolean training) {
            return network.forward(layout.split(parameters), bufferLayout.split(statistics), images, training);
        }
    }

    private NDArray images(int batch, int channels, int side) {
        long pixels = (long) side * side;
        NDArray grey = manager.arange((float) (batch * pixels)).mul(0.37f).sin().reshape(batch, 1, side, side);
        return grey.repeat(1, channels);
    }

    private static void assertNear(NDArray one, NDArray other) {
        assertThat(one.getShape()).isEqualTo(other.getShape());
        assertThat(one.sub(other).abs().max().getFloat()).isLessThanOrEqualTo(ROUNDING);
    }

    private static long size(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::size).sum();
    }

    private static Network named(String name, int width) {
        return Networks.REGISTRY.create(Choice.of(name, Map.of("width", width)));
    }

    @ParameterizedTest
    @CsvSource({"resnet18-32, 32, 8", "resnet18-64, 64, 16"})
    void outputsHaveTheShapesOfTheContract(String name, int side, int cells) {
        Network network = named(name, 4);

        Forward forward = new Net(network, 2).forward(new NDList(images(3, 3, side)), false);

        assertThat(network.imageSize()).isEqualTo(side);
        assertThat(forward.featureMaps().getShape()).isEqualTo(new Shape(2, 3, 16, cells, cells));
        assertThat(forward.features().getShape()).isEqualTo(new Shape(2, 3, 32));
        assertThat(network.features()).isEqualTo(32);
        assertThat(forward.logits().getShape()).isEqualTo(new Shape(2, 3, CLASSES));
    }

    /** The well-known size: 11,173,962 for ten classes; 4,800 channels with batch norm. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18-32", "resnet18-64"})
    void hasAsManyNumbersAsTheAuthors(String name) {
        Network network = Networks.REGISTRY.defaults(name);

        assertThat(size(network.parameters(CLASSES))).isEqualTo(11_173_962);
        assertThat(size(network.buffers(CLASSES))).isEqualTo(2 * 4_800);
        assertThat(network.parameters(CLASSES)).hasSize(62);
        assertThat(network.parameters(CLASSES))
                .extracting(Tensor::name)
                .contains("conv1.weight", "layer1.0.bn1.weight", "layer4.0.shortcut.0.weight", "fc.bias")
                .doesNotContain("layer1.0.shortcut.0.weight", "conv1.bias");
        assertThat(network.buffers(CLASSES)).extracting(Tensor::name).contains("layer2.0.shortcut.1.running_var");
    }

    @Test
    void startsAsPyTorchDoes() {
        Net net = new Net(named("resnet18-32", 4), 1);
        Weights weights = net.layout.split(net.parameters);
        Weights buffers = net.bufferLayout.split(net.statistics);

        assertThat(weights.of(0, "layer3.1.bn2.weight").toFloatArray()).containsOnly(1);
        assertThat(weights.of(0, "layer3.1.bn2.bias").toFloatArray()).containsOnly(0);
        assertThat(buffers.of(0, "bn1.running_mean").toFloatArray()).containsOnly(0);
        assertThat(buffers.of(0, "bn1.running_var").toFloatArray()).containsOnly(1);
        float largest = weights.of(0, "layer4.1.conv2.weight").abs().max().getFloat(); // of 9,216 numbers
        double bound = 1 / Math.sqrt(32 * 9.0);
        assertThat((double) largest).isBetween(0.99 * bound, bound);
    }

    @Test
    void trainingMovesTheRunningStatisticsATenthOfTheWayAndEvaluationDoesNot() {
        Net net = new Net(new SmallResNet(2, List.of(1, 1, 1, 1)), 1);
        NDArray images = images(3, 3, 32);
        net.forward(new NDList(images), false);
        assertThat(net.statistics.toFloatArray()).containsOnly(0, 1);

        net.forward(new NDList(images), true);

        NDArray stem = Layers.convolution(
                images, net.layout.split(net.parameters).of(0, "conv1.weight"), null, 1, 1); // (3, 2, 32, 32)
        NDArray values = stem.transpose(1, 0, 2, 3).reshape(2, -1); // (2, 3·32·32)
        long count = values.getShape().get(1);
        NDArray mean = values.mean(new int[] {1}); // (2)
        NDArray variance =
                values.sub(mean.expandDims(1)).square().sum(new int[] {1}).div((float) (count - 1));
        Weights moved = net.bufferLayout.split(net.statistics);
        assertNear(moved.of(0, "bn1.running_mean"), mean.mul(0.1f));
        assertNear(moved.of(0, "bn1.running_var"), variance.mul(0.1f).add(0.9f));
    }

    @Test
    void inTrainingBatchStatisticsAreUsedAndInEvaluationTheRunningOnes() {
        Net net = new Net(new SmallResNet(4, List.of(1, 1, 1, 1)), 1);
        NDArray images = images(4, 3, 32);
        NDArray alone = images.get("0:1");

        NDArray evaluated = net.forward(new NDList(images), false).logits();
        assertNear(net.forward(new NDList(alone), false).logits(), evaluated.get(":, 0:1"));

        NDArray trained = net.forward(new NDList(images), true).logits();
        NDArray trainedAlone = net.forward(new NDList(alone), true).logits();
        assertThat(trainedAlone.sub(trained.get(":, 0:1")).abs().max().getFloat())
                .isGreaterThan(1e-3f);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMemberIsTheSameWhateverTheSizeOfTheEnsemble(boolean training) {
        Network network = new SmallResNet(4, List.of(1, 1, 1, 1));
        Net one = new Net(network, 1);
        Net three = new Net(network, 3);
        NDArray images = images(2, 3, 32);

        Forward small = one.forward(new NDList(images), training);
        Forward large = three.forward(new NDList(images, images, images), training);

        assertNear(large.logits().get("0:1"), small.logits());
        assertNear(large.featureMaps().get("0:1"), small.featureMaps());
        assertNear(
                three.bufferLayout.split(three.statistics).of(0, "layer4.0.bn2.running_var"),
                one.bufferLayout.split(one.statistics).of(0, "layer4.0.bn2.running_var"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void oneBatchForAllIsTheSameAsACopyForEach(int members) {
        Net net = new Net(new SmallResNet(2, List.of(1, 1, 1, 1)), members);
        NDArray images = images(2, 3, 32);
        NDList own = new NDList();
        for (int i = 0; i < members; i++) {
            own.add(images);
        }

        assertNear(
                net.forward(new NDList(images), false).logits(),
                net.forward(own, false).logits());
    }

    @Test
    void greyImagesAreTheSameAsThreeEqualChannels() {
        Net net = new Net(new SmallResNet(4, List.of(1, 1, 1, 1)), 2);

        assertNear(
                net.forward(new NDList(images(2, 1, 32)), false).logits(),
                net.forward(new NDList(images(2, 3, 32)), false).logits());
    }

    /** With positive weights every pixel that a cell sees has a gradient; their middle is the cell's centre. */
    @Test
    void aCellIsInTheMiddleOfWhatItSees() {
        Network network = new SmallResNet(1, List.of(1, 1, 1, 1));
        Layout layout = new Layout(network.parameters(CLASSES), 1);
        NDArray ones = manager.ones(new Shape(layout.size()));
        Layout bufferLayout = new Layout(network.buffers(CLASSES), 1);
        NDArray statistics = manager.create(bufferLayout.draw(1)).duplicate();
        int cell = 4; // whose field does not reach the border

        double[] seen = Differentiation.gradient(manager.ones(new Shape(1, 3, 32, 32)), leaf -> {
            NDArray p = ones.stopGradient();
            p.attach(leaf.getManager());
            NDArray b = statistics.stopGradient();
            b.attach(leaf.getManager());
            NDArray maps = network.featureMaps(layout.split(p), bufferLayout.split(b), new NDList(leaf), false);
            return maps.get("0, 0, 0, {}, {}", cell, cell).sum();
        });

        int first = 32;
        int last = 0;
        for (int x = 0; x < 32; x++) {
            if (seen[16 * 32 + x] != 0) {
                first = Math.min(first, x);
                last = Math.max(last, x);
            }
        }
        assertThat(first).isPositive();
        assertThat(network.centre(cell, 8)).isEqualTo((first + last) / 2.0);
    }

    @Test
    void aWidthOutOfRangeIsRefused() {
        assertThatThrownBy(() -> named("resnet18-32", 0))
                .isInstanceOf(UserError.class)
                .hasMessage("network 'resnet18-32': width must be in [1, 1024], got 0");
    }
}
