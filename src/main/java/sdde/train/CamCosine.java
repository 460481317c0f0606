package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import sdde.train.loss.SaliencyMaps;
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
     * @return (B), float64; NaN for a single member
     */
    static NDArray of(Forward forward, NDArray target) {
        long n = forward.members();
        NDArray signed = SaliencyMaps.gradCam(score(forward, target), forward.featureMaps()); // (N, B, H, W)
        NDArray maps = SaliencyMaps.crop(signed.getNDArrayInternal().relu(), CROP); // (N, B, h, w)
        NDArray unit = unit(SaliencyMaps.standardised(maps).reshape(n, target.size(), -1)); // (N, B, h·w)
        NDArray together = unit.sum(new int[] {0}).square().sum(new int[] {1}); // (B)
        NDArray alone = unit.square().sum(new int[] {2}).sum(new int[] {0}); // (B)
        return together.sub(alone).div((double) n * (n - 1)); // (B)
    }

    private static NDArray score(Forward forward, NDArray target) {
        Shape shape = forward.logits().getShape(); // (N, B, C)
        NDArray index = target.reshape(1, shape.get(1), 1).broadcast(shape.get(0), shape.get(1), 1);
        return forward.logits().gather(index, 2).sum(); // ()
    }

    private static NDArray unit(NDArray rows) {
        return rows.div(TorchOps.norm(rows, 2).add(EPSILON));
    }
}
