package sdde.train.network;

import static sdde.train.network.Layers.convolution;
import static sdde.train.network.Layers.convolutionPoolRelu;
import static sdde.train.network.Layers.dense;
import static sdde.train.network.Layers.forChannels;
import static sdde.train.network.Layers.open;
import static sdde.train.network.Layers.poolRelu;
import static sdde.train.network.Layers.relu;
import static sdde.train.torch.TorchOps.bordered;
import static sdde.train.torch.TorchOps.convolutionPoolReluBatchLast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import sdde.train.method.Forward;
import sdde.train.torch.OneDnn;

/**
 * The authors' LeNet for 28×28 images (their {@code openood/networks/lenet.py}): 62,006 parameters for ten classes.
 *
 * <ul>
 *   <li>feature map, on which saliency is computed: output of block 2 (16, 5, 5)
 *   <li>features: output of classifier1 after ReLU (84)
 * </ul>
 */
public record LeNet() implements Network {
    private static final int MAP = 16 * 5 * 5;

    @Override
    public List<Tensor> parameters(int classes) {
        List<Tensor> tensors = new ArrayList<>();
        layer(tensors, "block1.0", new Shape(6, 3, 5, 5), false);
        layer(tensors, "block2.0", new Shape(16, 6, 5, 5), false);
        layer(tensors, "block3.0", new Shape(120, 16, 5, 5), true);
        layer(tensors, "classifier1", new Shape(84, 120), true);
        layer(tensors, "fc", new Shape(classes, 84), true);
        return tensors;
    }

    @Override
    public int imageSize() {
        return 28;
    }

    /** Two 2×2 pools make a cell four pixels; block 2 has no padding, so the cells do not reach the border. */
    @Override
    public double centre(int cell, int cells) {
        return 5.5 + 4 * cell;
    }

    @Override
    public int features() {
        return 84;
    }

    @Override
    public boolean headInDouble() {
        return true; // dense layers alone
    }

    @Override
    public boolean featuresInDouble() {
        return true;
    }

    @Override
    public NDArray featureMaps(Weights p, Weights buffers, NDList images, boolean training) {
        NDArray any = images.head();
        boolean differentiatedTwice = images.size() > 1 && !training; // a slice a member: saliency by the images
        NDList maps;
        if (any.getDataType() == DataType.FLOAT64 && images.size() == 1 && !JniUtils.isGradMode()) {
            maps = batchLast(p, any);
        } else if (!OneDnn.takes(any) || differentiatedTwice) {
            maps = memberwise(p, images, LeNet::block);
        } else {
            maps = images.size() == 1 ? memberwise(p, images, OneDnn::convolutionPoolRelu) : blocked(p, images);
        }
        return NDArrays.stack(maps); // (N, B, 16, 5, 5)
    }

    @Override
    public Forward head(Weights p, Weights buffers, NDArray featureMaps, boolean training) {
        int n = p.members();
        NDArray flat = featureMaps.reshape(n, featureMaps.getShape().get(1), MAP);
        NDArray filters = p.all("block3.0.weight").reshape(n, 120, MAP); // over the whole map: a dense layer
        NDArray hidden = relu(dense(flat, filters, p.all("block3.0.bias"))); // (N, B, 120)
        NDArray features = relu(dense(hidden, p.all("classifier1.weight"), p.all("classifier1.bias"))); // (N, B, 84)
        NDArray logits = dense(features, p.all("fc.weight"), p.all("fc.bias")); // (N, B, C)
        return new Forward(featureMaps, features, logits, byLogits -> pooledGradient(p, hidden, features, byLogits));
    }

    /**
     * Back through the three layers, a product of matrices between masks. Only the mean over a map's pixels is wanted, so the
     * filters are averaged before they are multiplied.
     *
     * @param byLogits (N, B, C)
     * @return (N, B, 16)
     */
    private static NDArray pooledGradient(Weights p, NDArray hidden, NDArray features, NDArray byLogits) {
        NDArray byFeatures = byLogits.batchMatMul(p.all("fc.weight")).mul(open(features)); // (N, B, 84)
        NDArray byHidden = byFeatures.batchMatMul(p.all("classifier1.weight")).mul(open(hidden)); // (N, B, 120)
        NDArray mean =
                p.all("block3.0.weight").reshape(p.members(), 120, 16, 25).mean(new int[] {3}); // (N, 120, 16)
        return byHidden.batchMatMul(mean);
    }

    /** Both blocks of every member in the layout of oneDNN. */
    private static NDList blocked(Weights p, NDList images) {
        NDList maps = new NDList();
        for (int i = 0; i < p.members(); i++) {
            NDArray own = images.get(i); // (B, channels, 28, 28)
            maps.add(OneDnn.convolutionPoolReluTwice(
                    own,
                    forChannels(p.of(i, "block1.0.weight"), own.getShape().get(1)),
                    p.of(i, "block1.0.bias"),
                    p.of(i, "block2.0.weight"),
                    p.of(i, "block2.0.bias")));
        }
        return maps;
    }

    /** Without a gradient and in float64, for which there is no fast convolution. @param images (B, channels, 28, 28) */
    private static NDList batchLast(Weights p, NDArray images) {
        int n = p.members();
        long channels = images.getShape().get(1);
        NDArray x = bordered(images.transpose(1, 2, 3, 0)); // (channels, 32, 32, B)
        NDArray filters = forChannels(p.all("block1.0.weight"), channels).reshape(n * 6L, channels, 5, 5);
        NDArray first =
                convolutionPoolReluBatchLast(x, filters, p.all("block1.0.bias").reshape(n * 6L)); // (N·6, 14, 14, B)
        NDList maps = new NDList();
        for (int i = 0; i < n; i++) {
            NDArray own = first.get("{}:{}", 6 * i, 6 * i + 6); // (6, 14, 14, B)
            maps.add(convolutionPoolReluBatchLast(own, p.of(i, "block2.0.weight"), p.of(i, "block2.0.bias"))
                    .transpose(3, 0, 1, 2)); // (B, 16, 5, 5)
        }
        return maps;
    }

    /** Convolution, 2×2 max pooling and ReLU. */
    private interface Block {
        NDArray of(NDArray x, NDArray weight, NDArray bias, int padding);
    }

    private static NDList memberwise(Weights p, NDList images, Block block) {
        NDList first = images.size() == 1
                ? sharedBlock1(p, images.head(), block)
                : ownBlock1(p, images, block); // N × (B, 6, 14, 14)
        NDList second = new NDList();
        for (int i = 0; i < p.members(); i++) {
            second.add(block.of(first.get(i), p.of(i, "block2.0.weight"), p.of(i, "block2.0.bias"), 0));
        }
        return second; // N × (B, 16, 5, 5)
    }

    /** Where oneDNN cannot: on GPUs, in float64, and for gradients of gradients by the images. */
    private static NDArray block(NDArray x, NDArray weight, NDArray bias, int padding) {
        return padding == 2 ? convolutionPoolRelu(x, weight, bias) : poolRelu(convolution(x, weight, bias, 1, padding));
    }

    private static NDList ownBlock1(Weights p, NDList images, Block block) {
        NDList out = new NDList();
        for (int i = 0; i < p.members(); i++) {
            NDArray own = images.get(i); // (B, channels, 28, 28)
            NDArray weight =
                    forChannels(p.of(i, "block1.0.weight"), own.getShape().get(1));
            out.add(block.of(own, weight, p.of(i, "block1.0.bias"), 2));
        }
        return out;
    }

    /** One wide convolution for all members: the one fusion that pays on a CPU. */
    private static NDList sharedBlock1(Weights p, NDArray images, Block block) {
        int n = p.members();
        long channels = images.getShape().get(1);
        NDArray weight = forChannels(p.all("block1.0.weight"), channels); // (N, 6, channels, 5, 5)
        NDArray bias = p.all("block1.0.bias").reshape(n * 6L);
        NDArray filters = weight.reshape(n * 6L, channels, 5, 5);
        NDArray pooled = block.of(images, filters, bias, 2); // (B, N·6, 14, 14)
        return n == 1 ? new NDList(pooled) : pooled.split(n, 1);
    }

    private static void layer(List<Tensor> tensors, String name, Shape shape, boolean stacked) {
        Tensor.Start start = Tensor.uniform(shape.size() / shape.get(0));
        tensors.add(new Tensor(name + ".weight", shape, start, stacked));
        tensors.add(new Tensor(name + ".bias", new Shape(shape.get(0)), start, stacked));
    }
}
