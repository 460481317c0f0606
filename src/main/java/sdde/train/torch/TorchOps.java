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
 * <p>They run inside a TorchScript module of about 1.5 kB, written and loaded on first use and kept until the JVM ends. It
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

    private static NDArray call(String method, NDArray... arguments) {
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
