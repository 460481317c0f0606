package sdde.train;

import ai.djl.ndarray.NDArray;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Target;
import sdde.train.method.Forward;
import sdde.train.torch.TorchOps;

/**
 * How alike the members' saliency maps of an image are: mean over pairs of members of the cosine between their maps, made
 * comparable as in training at its defaults. By every kind of saliency, whichever the ensemble was diversified by.
 */
final class MapCosine {
    private static final int CROP = 1;
    private static final double EPSILON = 1e-6;

    private MapCosine() {}

    /**
     * @param forward in grad mode; its feature maps are a leaf
     * @param target (B) int64: the class whose logit is explained
     * @return (B), float64; NaN for a single member
     */
    static NDArray ofGradCam(Forward forward, NDArray target) {
        return ofMaps(SaliencyMaps.gradCam(score(forward, target), forward.featureMaps()));
    }

    /** As {@link #ofGradCam}, of the mean of the feature maps, which needs no gradient. */
    static NDArray ofActivation(Forward forward) {
        return ofMaps(SaliencyMaps.attention(TorchOps.toDouble(forward.featureMaps())));
    }

    /**
     * As {@link #ofGradCam}, of the gradient by the pixels as it is.
     *
     * @param forward in grad mode
     * @param images (N, B, channels, H, W), the leaf it started from
     */
    static NDArray ofInputGradient(Forward forward, NDArray target, NDArray images) {
        return ofRows(TorchOps.toDouble(SaliencyMaps.imageGradient(score(forward, target), images)));
    }

    private static NDArray score(Forward forward, NDArray target) {
        return Target.GT_LOGIT.of(forward.logits(), target).sum(); // ()
    }

    /** @param signed (N, B, H, W) */
    private static NDArray ofMaps(NDArray signed) {
        NDArray maps = SaliencyMaps.crop(signed.getNDArrayInternal().relu(), CROP); // (N, B, h, w)
        return ofRows(SaliencyMaps.standardised(maps));
    }

    /** @param maps (N, B, …) @return (B) */
    private static NDArray ofRows(NDArray maps) {
        long n = maps.getShape().get(0);
        NDArray rows = maps.reshape(n, maps.getShape().get(1), -1); // (N, B, D)
        NDArray unit = rows.div(TorchOps.norm(rows, 2).add(EPSILON)); // (N, B, D)
        NDArray together = unit.sum(new int[] {0}).square().sum(new int[] {1}); // (B)
        NDArray alone = unit.square().sum(new int[] {2}).sum(new int[] {0}); // (B)
        return together.sub(alone).div((double) n * (n - 1)); // (B)
    }
}
