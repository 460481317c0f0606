package sdde.train.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Layers in the blocked layouts of oneDNN, PyTorch's library for CPUs. Max pooling takes a tenth of the time there, and the
 * numbers and first-order gradients are the same to the bit; gradients of gradients are not offered.
 */
public final class OneDnn {
    private OneDnn() {}

    /** Whether {@link #convolutionPoolRelu} takes these images: float32 on a CPU, with no gradient by them wanted. */
    public static boolean takes(NDArray images) {
        return images.getDataType() == DataType.FLOAT32
                && images.getDevice().equals(Device.cpu())
                && !JniUtils.requiresGrad((PtNDArray) images)
                && Support.PRESENT;
    }

    /**
     * Convolution of stride 1, 2×2 max pooling and ReLU.
     *
     * @param x (B, Cin, H, W) @param weight (Cout, Cin, k, k) @param bias (Cout) @param padding 0 or 2
     * @return (B, Cout, H', W')
     */
    public static NDArray convolutionPoolRelu(NDArray x, NDArray weight, NDArray bias, int padding) {
        return switch (padding) {
            case 0 -> TorchOps.call("blocked_valid", x, weight, bias);
            case 2 -> TorchOps.call("blocked_padded", x, weight, bias);
            default -> throw new IllegalArgumentException("padding must be 0 or 2, got " + padding);
        };
    }

    /**
     * {@link #convolutionPoolRelu} twice, first with a padding of 2 and then without, and nothing dense in between.
     *
     * @return (B, Cout of the second, H', W')
     */
    public static NDArray convolutionPoolReluTwice(
            NDArray x, NDArray weight1, NDArray bias1, NDArray weight2, NDArray bias2) {
        return TorchOps.call("blocked_twice", x, weight1, bias1, weight2, bias2);
    }

    /** Found out once: PyTorch is built without it for some machines. */
    private static final class Support {
        private static final boolean PRESENT = tried();

        private static boolean tried() {
            try (NDManager scope = NDManager.newBaseManager(Device.cpu())) {
                NDArray x = scope.ones(new Shape(1, 1, 2, 2));
                return convolutionPoolRelu(x, scope.ones(new Shape(1, 1, 1, 1)), scope.zeros(new Shape(1)), 0)
                                .sum()
                                .getFloat()
                        == 1;
            } catch (EngineException e) {
                return false;
            }
        }
    }
}
