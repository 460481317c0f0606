package sdde.train.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import sdde.train.torch.TorchOps;

/** Layers as functions of their weights, with PyTorch's meaning. */
final class Layers {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private Layers() {}

    /** @param x (B, Cin, H, W) @param weight (Cout, Cin, k, k) @return (B, Cout, H', W') */
    static NDArray convolution(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
        Shape steps = new Shape(stride, stride);
        Shape border = new Shape(padding, padding);
        return x.getNDArrayInternal()
                .convolution(x, weight, bias, steps, border, ONE, 1)
                .head();
    }

    static NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    /** 1 where a ReLU has let something through, else 0; a constant. @param y what it gave */
    static NDArray open(NDArray y) {
        NDArray seen = y.stopGradient();
        return seen.gt(seen.getManager().create(0f)).toType(y.getDataType(), false);
    }

    /**
     * ReLU of 2×2 max pooling: the same numbers and gradients as pooling the ReLU, on a quarter of the values. The engine pools
     * several channels at once only where channels come last.
     */
    static NDArray poolRelu(NDArray x) {
        return relu(TorchOps.channelsLast(x).getNDArrayInternal().maxPool(TWO, TWO, NONE, false));
    }

    /** {@link #poolRelu} of a {@link #convolution} of 5×5 with stride 1 and padding 2, of an even height and width, but faster. */
    static NDArray convolutionPoolRelu(NDArray x, NDArray weight, NDArray bias) {
        return relu(TorchOps.convolutionPool(x, weight).add(bias.reshape(1, -1, 1, 1)));
    }

    /** A dense layer of all members. @param x (N, B, Din) @param weight (N, Dout, Din) @param bias (N, Dout) */
    static NDArray dense(NDArray x, NDArray weight, NDArray bias) {
        return x.batchMatMul(weight.transpose(0, 2, 1)).add(bias.expandDims(1)); // (N, B, Dout)
    }

    /** Three-channel weights as they act on grey images, whose channels are equal. @param weight (…, 3, k, k) */
    static NDArray forChannels(NDArray weight, long channels) {
        int axis = weight.getShape().dimension() - 3;
        return channels == 1 ? weight.sum(new int[] {axis}, true) : weight;
    }
}
