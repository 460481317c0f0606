package sdde.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Operations of PyTorch that DJL's arrays lack, all differentiable; results land in the manager of the first argument.
 *
 * <p>They run inside a TorchScript module of about 4 kB, written and loaded on first use and kept until the JVM ends. It
 * holds no arrays, so it serves every thread.
 */
public final class TorchOps {
    private static final String METHODS =
            """
            def forward(self: __torch__.Operations, x: Tensor) -> Tensor:
              return x
            def gradient(self: __torch__.Operations, score: Tensor, x: Tensor) -> Tensor:
              gradients = torch.autograd.grad([score], [x], None, True, True)
              return unchecked_cast(Tensor, gradients[0])
            def double_precision(self: __torch__.Operations, x: Tensor) -> Tensor:
              return torch.to(x, 7)
            def log_determinant(self: __torch__.Operations, x: Tensor) -> Tensor:
              return torch.logdet(x)
            def channels_last(self: __torch__.Operations, x: Tensor) -> Tensor:
              return torch.contiguous(x, memory_format=2)
            def phases(self: __torch__.Operations, x: Tensor, weight: Tensor) -> Tensor:
              a = torch.constant_pad_nd(weight, [0, 1, 0, 1], 0)
              b = torch.constant_pad_nd(weight, [1, 0, 0, 1], 0)
              c = torch.constant_pad_nd(weight, [0, 1, 1, 0], 0)
              d = torch.constant_pad_nd(weight, [1, 0, 1, 0], 0)
              y = torch.conv2d(x, torch.cat([a, b, c, d], 0), None, [2, 2], [2, 2], [1, 1], 1)
              return torch.view(y, [torch.size(y, 0), 4, torch.size(weight, 0), torch.size(y, 2), torch.size(y, 3)])
            def largest(self: __torch__.Operations, phases: Tensor) -> Tensor:
              return torch.amax(phases, [1])
            def first_largest(self: __torch__.Operations, phases: Tensor) -> Tensor:
              seen = torch.detach(phases)
              most = torch.amax(seen, [1])
              a = torch.eq(torch.select(seen, 1, 0), most)
              b = torch.logical_and(torch.eq(torch.select(seen, 1, 1), most), torch.logical_not(a))
              ab = torch.logical_or(a, b)
              c = torch.logical_and(torch.eq(torch.select(seen, 1, 2), most), torch.logical_not(ab))
              d = torch.logical_not(torch.logical_or(ab, c))
              chosen = torch.type_as(torch.stack([a, b, c, d], 1), phases)
              return torch.sum(torch.mul(phases, chosen), [1])
            def blocked_valid(self: __torch__.Operations, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
              maps = torch.conv2d(torch.to_mkldnn(x), weight, bias)
              return torch.relu(torch.to_dense(torch.mkldnn_max_pool2d(maps, [2, 2], [2, 2])))
            def blocked_padded(self: __torch__.Operations, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
              maps = torch.conv2d(torch.to_mkldnn(x), weight, bias, [1, 1], [2, 2])
              return torch.relu(torch.to_dense(torch.mkldnn_max_pool2d(maps, [2, 2], [2, 2])))
            def blocked_twice(self: __torch__.Operations, x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
              first = torch.conv2d(torch.to_mkldnn(x), w1, b1, [1, 1], [2, 2])
              half = torch.relu(torch.mkldnn_max_pool2d(first, [2, 2], [2, 2]))
              second = torch.mkldnn_max_pool2d(torch.conv2d(half, w2, b2), [2, 2], [2, 2])
              return torch.to_dense(torch.relu(second))
            def batch_last(self: __torch__.Operations, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
              a = torch.constant_pad_nd(weight, [0, 1, 0, 1], 0)
              b = torch.constant_pad_nd(weight, [1, 0, 0, 1], 0)
              c = torch.constant_pad_nd(weight, [0, 1, 1, 0], 0)
              d = torch.constant_pad_nd(weight, [1, 0, 1, 0], 0)
              filters = torch.flatten(torch.cat([a, b, c, d], 0), 1)
              k = torch.size(a, 2)
              windows = torch.permute(torch.unfold(torch.unfold(x, 1, k, 2), 2, k, 2), [0, 4, 5, 1, 2, 3])
              size = [4, torch.size(weight, 0), torch.size(windows, 3), torch.size(windows, 4), torch.size(x, 3)]
              y = torch.view(torch.mm(filters, torch.flatten(torch.flatten(windows, 3), 0, 2)), size)
              most = torch.maximum(torch.select(y, 0, 0), torch.select(y, 0, 1))
              cd = torch.select(y, 0, 2)
              kept = torch.maximum(cd, torch.select(y, 0, 3), out=cd)
              all = torch.maximum(most, kept, out=most)
              return torch.relu_(torch.add_(all, torch.view(bias, [-1, 1, 1, 1])))
            def with_value(self: __torch__.Operations, x: Tensor, value: Tensor) -> Tensor:
              overwritten = torch.copy_(torch.detach(x), torch.detach(value))
              return x
            def border(self: __torch__.Operations, x: Tensor) -> Tensor:
              return torch.constant_pad_nd(x, [0, 0, 2, 2, 2, 2], 0)
            def dense_leaky(self: __torch__.Operations, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
              return torch.leaky_relu_(torch.addmm(bias, x, torch.t(weight)), 0.2)
            def leaky(self: __torch__.Operations, x: Tensor) -> Tensor:
              return torch.leaky_relu_(x, 0.2)
            def leaky_back(self: __torch__.Operations, gradient: Tensor, y: Tensor) -> Tensor:
              return torch.leaky_relu_backward(gradient, y, 0.2, True)
            def dense_leaky_back(self: __torch__.Operations, gradient: Tensor, weight: Tensor, y: Tensor) -> Tensor:
              through = torch.mm(gradient, weight)
              return torch.leaky_relu_backward(through, y, 0.2, True, grad_input=through)
            """;

    private TorchOps() {}

    /**
     * Gradient of a score, itself differentiable: {@code torch.autograd.grad(score, x, create_graph=True)}. Leaves no
     * gradient in any leaf and no cycle in memory, unlike a backward pass that creates a graph.
     *
     * @param score ()
     * @param x an array on which the score depends, in grad mode
     * @return of x's shape, in the score's manager
     */
    public static NDArray gradient(NDArray score, NDArray x) {
        return call("gradient", score, x);
    }

    /** Natural logarithm of the determinant, (…, N, N) to (…); NaN where it is negative. */
    public static NDArray logDeterminant(NDArray matrices) {
        return call("log_determinant", matrices);
    }

    /** Euclidean norm along one axis, which is kept; unlike a square root of squares its gradient at zero is zero. */
    public static NDArray norm(NDArray x, int axis) {
        return JniUtils.norm((PtNDArray) x, 2, new int[] {axis}, true);
    }

    /** The same numbers as float64, differentiable; DJL's own conversion cuts the graph. */
    public static NDArray toDouble(NDArray x) {
        return call("double_precision", x);
    }

    /** The same numbers, laid out with channels last: what comes of them is too. @param x (B, C, H, W) */
    public static NDArray channelsLast(NDArray x) {
        return call("channels_last", x);
    }

    /**
     * 2×2 max pooling of a convolution with a border of 2, without ever making what is pooled: the four positions of a
     * pooling window are four groups of output channels of one convolution with stride 2, whose filters are the given ones at
     * four offsets. As in max pooling the first of equal positions gets the gradient.
     *
     * @param x (B, Cin, H, W), H and W even
     * @param weight (Cout, Cin, 5, 5)
     * @return (B, Cout, H / 2, W / 2)
     */
    public static NDArray convolutionPool(NDArray x, NDArray weight) {
        NDArray phases = call("phases", x, weight); // (B, 4, Cout, H / 2, W / 2)
        return call(JniUtils.isGradMode() ? "first_largest" : "largest", phases);
    }

    /**
     * Convolution, 2×2 max pooling and ReLU where no gradient is wanted: one product with the filters at the four offsets of
     * a pooling window. With the images last every copy is of whole rows.
     *
     * @param x (Cin, H, W, B)
     * @param weight (Cout, Cin, k, k), k odd
     * @param bias (Cout)
     * @return (Cout, (H - k + 1) / 2, (W - k + 1) / 2, B)
     */
    public static NDArray convolutionPoolReluBatchLast(NDArray x, NDArray weight, NDArray bias) {
        return call("batch_last", x, weight, bias);
    }

    /** The gradient of one array and the number of another: overwrites x, of which no operation may have kept the number. */
    public static NDArray withValue(NDArray x, NDArray value) {
        return call("with_value", x, value);
    }

    /** Zeros around the middle axes, two on each side. @param x (C, H, W, B) */
    public static NDArray bordered(NDArray x) {
        return call("border", x);
    }

    /** Leaky ReLU, 0.2 below zero, of a dense layer. @param x (R, Din) @param weight (Dout, Din) @return (R, Dout) */
    public static NDArray denseLeaky(NDArray x, NDArray weight, NDArray bias) {
        return call("dense_leaky", x, weight, bias);
    }

    /** Leaky ReLU, 0.2 below zero, in place. */
    public static NDArray leakyInPlace(NDArray x) {
        return call("leaky", x);
    }

    /** Gradient by what a leaky ReLU got. @param gradient by what it gave @param y what it gave */
    public static NDArray leakyBack(NDArray gradient, NDArray y) {
        return call("leaky_back", gradient, y);
    }

    /**
     * Gradient by what the leaky ReLU before a dense layer got.
     *
     * @param gradient by what the layer gave (R, Dout) @param weight (Dout, Din) @param y what the ReLU gave (R, Din)
     * @return (R, Din)
     */
    public static NDArray denseLeakyBack(NDArray gradient, NDArray weight, NDArray y) {
        return call("dense_leaky_back", gradient, weight, y);
    }

    static NDArray call(String method, NDArray... arguments) {
        try (NDArray tag = arguments[0].getManager().create(0f)) {
            tag.setName("module_method:" + method); // how the engine is told which method to run
            NDList inputs = new NDList(arguments);
            inputs.add(tag);
            return IValueUtils.forward(Module.BLOCK, inputs, true).head(); // true: keep the graph
        }
    }

    /** Loaded when the first operation is called. */
    private static final class Module {
        private static final PtSymbolBlock BLOCK = load();

        private static PtSymbolBlock load() {
            PtNDManager manager = (PtNDManager) NDManager.newBaseManager();
            try {
                InputStream archive = new ByteArrayInputStream(TorchScript.archive(METHODS));
                return JniUtils.loadModule(manager, archive, false, false);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot load a module from memory", e);
            }
        }
    }
}
