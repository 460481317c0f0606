package sdde.train.network;

import static sdde.train.network.Layers.convolution;
import static sdde.train.network.Layers.dense;
import static sdde.train.network.Layers.forChannels;
import static sdde.train.network.Layers.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import sdde.train.method.Forward;

/**
 * Residual networks of basic blocks for small images (authors' {@code openood/networks/resnet18_32x32.py}): a 3×3 stem
 * without pooling, four layers of blocks that double the channels and, from the second on, halve the image; mean over
 * what is left, one dense layer.
 *
 * <ul>
 *   <li>feature map, on which saliency is computed: output of layer 3 (4·width, size / 4, size / 4), one before the last
 *   <li>features: pooled output of layer 4 (8·width)
 * </ul>
 */
interface ResidualNetwork extends Network {
    /** Layers before and in the head. */
    int MAP_LAYER = 3;

    /** Channels of the stem. */
    int width();

    /** In each of the four layers. */
    default List<Integer> blocks() {
        return List.of(2, 2, 2, 2);
    }

    /** @throws IllegalArgumentException if it is not a sensible number of channels */
    static void checkWidth(int width) {
        if (width < 1 || width > 1024) {
            throw new IllegalArgumentException("width must be in [1, 1024], got " + width);
        }
    }

    @Override
    default List<Tensor> parameters(int classes) {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(ResidualBlock.filters("conv1", new Shape(width(), 3, 3, 3)));
        tensors.addAll(stemNorm().parameters());
        for (int layer = 1; layer <= blocks().size(); layer++) {
            layer(layer).forEach(block -> tensors.addAll(block.parameters()));
        }
        Tensor.Start start = Tensor.uniform(features());
        tensors.add(new Tensor("fc.weight", new Shape(classes, features()), start, true));
        tensors.add(new Tensor("fc.bias", new Shape(classes), start, true));
        return tensors;
    }

    @Override
    default List<Tensor> buffers(int classes) {
        List<Tensor> tensors = new ArrayList<>(stemNorm().buffers());
        for (int layer = 1; layer <= blocks().size(); layer++) {
            layer(layer).forEach(block -> tensors.addAll(block.buffers()));
        }
        return tensors;
    }

    @Override
    default int features() {
        return 8 * width();
    }

    /** A 3×3 convolution of stride 2, padded by one, is centred on every other pixel from the first on. */
    @Override
    default double centre(int cell, int cells) {
        return (double) cell * imageSize() / cells;
    }

    @Override
    default NDArray featureMaps(Weights parameters, Weights buffers, NDList images, boolean training) {
        NDList maps = new NDList();
        for (int i = 0; i < parameters.members(); i++) {
            Member member = new Member(parameters, buffers, i, training);
            NDArray own = images.get(images.size() == 1 ? 0 : i); // (B, channels, H, W)
            NDArray filters =
                    forChannels(member.parameter("conv1.weight"), own.getShape().get(1));
            NDArray x = relu(stemNorm().of(convolution(own, filters, null, 1, 1), member)); // (B, width, H, W)
            maps.add(through(1, MAP_LAYER, x, member));
        }
        return NDArrays.stack(maps); // (N, B, 4·width, H/4, W/4)
    }

    @Override
    default Forward head(Weights parameters, Weights buffers, NDArray featureMaps, boolean training) {
        int n = parameters.members();
        NDList own =
                n == 1 ? new NDList(featureMaps) : featureMaps.split(n, 0); // backward of a split is one concatenation
        NDList pooled = new NDList();
        for (int i = 0; i < n; i++) {
            Member member = new Member(parameters, buffers, i, training);
            NDArray last = through(MAP_LAYER + 1, blocks().size(), own.get(i).squeeze(0), member); // (B, 8·width, h, w)
            Shape shape = last.getShape();
            pooled.add(last.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2}));
        }
        NDArray features = NDArrays.stack(pooled); // (N, B, 8·width)
        NDArray logits = dense(features, parameters.all("fc.weight"), parameters.all("fc.bias")); // (N, B, C)
        return new Forward(featureMaps, features, logits);
    }

    /** Through some of the layers. @param x (B, channels, H, W) */
    private NDArray through(int first, int last, NDArray x, Member member) {
        NDArray out = x;
        for (int layer = first; layer <= last; layer++) {
            for (ResidualBlock block : layer(layer)) {
                out = block.of(out, member);
            }
        }
        return out;
    }

    /** @param number from 1 */
    private List<ResidualBlock> layer(int number) {
        long out = (long) width() << (number - 1);
        List<ResidualBlock> layer = new ArrayList<>();
        for (int i = 0; i < blocks().get(number - 1); i++) {
            boolean enters = i == 0 && number > 1;
            String name = "layer" + number + "." + i;
            layer.add(new ResidualBlock(name, enters ? out / 2 : out, out, enters ? 2 : 1));
        }
        return layer;
    }

    private BatchNorm stemNorm() {
        return new BatchNorm("bn1", width());
    }
}
