package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import sdde.train.loss.Scalars;
import sdde.train.method.Forward;
import sdde.train.torch.TorchOps;

/**
 * How alike the members' GradCAM maps of an image are: mean over pairs of members of the cosine between their maps, which
 * are cropped by one pixel and standardised as in training.
 */
final class CamCosine {
    private static final int CROP = 1;
    private static final double EPSILON = 1e-6;

    private CamCosine() {}

    /**
     * @param forward in grad mode; its feature maps are a leaf
     * @param target (B) int64: the class whose logit is explained
     * @return (B); NaN for a single member
     */
    static NDArray of(Forward forward, NDArray target) {
        NDArray unit = unit(standardised(maps(forward, target))); // (N, B, h·w)
        long n = forward.members();
        NDArray together = unit.sum(new int[] {0}).square().sum(new int[] {1}); // (B)
        NDArray alone = unit.square().sum(new int[] {2}).sum(new int[] {0}); // (B)
        return together.sub(alone).div((float) (n * (n - 1))); // (B)
    }

    /** @return (N, B, H, W), at least 0 */
    private static NDArray maps(Forward forward, NDArray target) {
        Shape logits = forward.logits().getShape(); // (N, B, C)
        NDArray index = target.reshape(1, logits.get(1), 1).broadcast(logits.get(0), logits.get(1), 1);
        NDArray score = forward.logits().gather(index, 2).sum(); // ()
        Shape shape = forward.featureMaps().getShape(); // (N, B, K, H, W)
        NDArray gradient = TorchOps.gradient(score, forward.featureMaps()); // (N, B, K, H, W)
        NDArray weights = Scalars.times(
                gradient.sum(new int[] {3, 4}, true), 1.0 / (shape.get(3) * shape.get(4))); // (N, B, K, 1, 1)
        NDArray map = weights.mul(forward.featureMaps()).sum(new int[] {2}); // (N, B, H, W)
        return map.getNDArrayInternal().relu();
    }

    private static NDArray standardised(NDArray maps) {
        Shape shape = maps.getShape();
        NDArray inner =
                maps.get("..., {}:{}, {}:{}", CROP, shape.get(2) - CROP, CROP, shape.get(3) - CROP); // (N, B, h, w)
        NDArray flat = inner.reshape(shape.get(0), shape.get(1), -1); // (N, B, h·w)
        NDArray centred = flat.sub(flat.mean(new int[] {2}, true));
        NDArray deviation =
                TorchOps.norm(centred, 2).div(Math.sqrt((double) flat.getShape().get(2)));
        return centred.div(deviation.add(EPSILON));
    }

    private static NDArray unit(NDArray rows) {
        return rows.div(TorchOps.norm(rows, 2).add(EPSILON));
    }
}
