package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import sdde.train.torch.TorchOps;

/** Where in the image a member looks: maps, and what is done to them before they are compared (authors' {@code gradcam.py}). */
public final class SaliencyMaps {
    /** Beside the standard deviation, so that a constant map becomes zeros. */
    private static final double EPSILON = 1e-6;

    private SaliencyMaps() {}

    /**
     * GradCAM: feature maps summed with the pooled gradient of the score as weights, {@code sum_k w_k A_k}, {@code w_k =
     * mean_hw dS/dA_k}, in float64: what is divided by the deviation of a nearly constant map is a small difference of large
     * numbers, of which float32 keeps no digits. The maps and the weights both carry gradients, so the loss reaches the head too.
     *
     * @param score (), the sum over members and images of what is explained; each map moves its own score only
     * @param featureMaps (N, B, K, H, W)
     * @return (N, B, H, W), signed, float64
     */
    public static NDArray gradCam(NDArray score, NDArray featureMaps) {
        NDArray gradient = TorchOps.gradient(score, featureMaps); // (N, B, K, H, W)
        return gradCamOf(pooled(gradient), featureMaps);
    }

    /** The same from the pooled gradient. @param weights (N, B, K) @return (N, B, H, W), signed, float64 */
    public static NDArray gradCamOf(NDArray weights, NDArray featureMaps) {
        return weighted(TorchOps.toDouble(weights), TorchOps.toDouble(featureMaps));
    }

    /**
     * @param score (), the sum over members and images of what is explained
     * @param images (N, B, channels, H, W), a leaf with one slice a member
     * @return of the same shape
     */
    public static NDArray imageGradient(NDArray score, NDArray images) {
        return TorchOps.gradient(score, images);
    }

    /** Mean over H and W. @param gradient (N, B, K, H, W) @return (N, B, K) */
    public static NDArray pooled(NDArray gradient) {
        Shape shape = gradient.getShape();
        return gradient.reshape(shape.get(0), shape.get(1), shape.get(2), -1).mean(new int[] {3});
    }

    /** {@code sum_k w_k A_k}. @param weights (N, B, K) @param featureMaps (N, B, K, H, W) @return (N, B, H, W) */
    public static NDArray weighted(NDArray weights, NDArray featureMaps) {
        Shape shape = featureMaps.getShape();
        long images = shape.get(0) * shape.get(1);
        NDArray rows = weights.reshape(images, 1, shape.get(2)); // (N B, 1, K)
        NDArray maps = rows.batchMatMul(featureMaps.reshape(images, shape.get(2), -1)); // (N B, 1, H W)
        return maps.reshape(shape.get(0), shape.get(1), shape.get(3), shape.get(4));
    }

    /** Mean of the feature maps over their channels. @param featureMaps (N, B, K, H, W) @return (N, B, H, W) */
    public static NDArray attention(NDArray featureMaps) {
        return featureMaps.mean(new int[] {2});
    }

    /**
     * Without its border: what convolutions make of their zero padding.
     *
     * @param maps (N, B, H, W)
     * @param padding pixels on each side; at least one pixel must be left
     */
    public static NDArray crop(NDArray maps, int padding) {
        long height = maps.getShape().get(2) - 2L * padding;
        long width = maps.getShape().get(3) - 2L * padding;
        if (padding < 0 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "padding must leave a pixel of " + maps.getShape() + " maps, got " + padding);
        }
        if (padding == 0) {
            return maps;
        }
        return maps.get("..., {}:{}, {}:{}", padding, padding + height, padding, padding + width);
    }

    /**
     * Mean 0 and population standard deviation 1 in each map: {@code (s - mean) / (std + 1e-6)}. A constant map becomes
     * zeros, with a gradient of zero.
     *
     * @param maps (N, B, H, W)
     */
    public static NDArray standardised(NDArray maps) {
        Shape shape = maps.getShape();
        long pixels = shape.get(2) * shape.get(3);
        NDArray flat = maps.reshape(shape.get(0), shape.get(1), pixels); // (N, B, H W)
        NDArray centred = flat.sub(flat.mean(new int[] {2}, true)); // (N, B, H W)
        NDArray deviation = Scalars.over(TorchOps.norm(centred, 2), Math.sqrt((double) pixels)); // (N, B, 1)
        return centred.div(deviation.add(EPSILON)).reshape(shape); // (N, B, H, W)
    }
}
