package sdde.train.method;

import ai.djl.ndarray.NDArray;
import sdde.train.loss.Activation;
import sdde.train.loss.Saliency;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Similarity;
import sdde.train.loss.Target;

/**
 * Saliency-diversified deep ensembles (arXiv 2305.11616; authors' {@code gradcam.py}, {@code inpgrad.py}): the members'
 * saliency maps of one common batch shall differ, {@code similarity(s_1, …, s_N)}.
 *
 * <ul>
 *   <li>{@code gradcam}: {@code s = activation(sum_k w_k A_k)}, {@code w_k = mean_hw d target / d A_k}, with the gradient
 *       of the gradient; cropped by {@code padding} pixels, standardised, compared
 *   <li>{@code activation}: the same with {@code s = activation(mean_k A_k)}
 *   <li>{@code input-gradient}: {@code s = d target / d image}, compared as it is
 * </ul>
 *
 * <p>Maps of zeros, of one pixel or all alike have finite losses and gradients, so a {@code lambda} of 0 trains exactly
 * what a deep ensemble does.
 */
record SaliencyDiversity(
        double lambda, Saliency saliency, Target target, Activation activation, int padding, Similarity similarity)
        implements Method {
    /** The authors' settings. */
    static final SaliencyDiversity DEFAULT =
            new SaliencyDiversity(0.1, Saliency.GRADCAM, Target.GT_LOGIT, Activation.RELU, 1, Similarity.COSINE);

    /** Parameters without effect take their defaults, so that equal runs are one run. */
    SaliencyDiversity {
        Lambda.check(lambda);
        if (padding < 0) {
            throw new IllegalArgumentException("padding must be >= 0, got " + padding);
        }
        if (saliency == Saliency.INPUT_GRADIENT) {
            unused("padding", padding == 1, padding, saliency);
            unused("activation", activation == Activation.RELU, activation.label(), saliency);
        }
        if (saliency == Saliency.ACTIVATION) {
            unused("target", target == Target.GT_LOGIT, target.label(), saliency);
        }
    }

    @Override
    public Batching batching() {
        return Batching.OWN;
    }

    @Override
    public boolean separateForward() {
        return true;
    }

    @Override
    public boolean imageGradient() {
        return saliency == Saliency.INPUT_GRADIENT;
    }

    @Override
    public NDArray diversity(Step step) {
        return switch (saliency) {
            case GRADCAM ->
                compared(SaliencyMaps.gradCamOf(
                        step.forward().pooledGradient(score(step)),
                        step.forward().featureMaps()));
            case ACTIVATION -> compared(SaliencyMaps.attention(step.forward().featureMaps()));
            case INPUT_GRADIENT -> similarity.of(SaliencyMaps.imageGradient(score(step), step.images()));
        };
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    /** Summed over members and images, (): a map depends on the score of its own member and image alone. */
    private NDArray score(Step step) {
        return target.of(step.forward().logits(), step.labels()).sum();
    }

    /** @param maps (N, B, H, W), signed @return () */
    private NDArray compared(NDArray maps) {
        NDArray inner = SaliencyMaps.crop(activation.of(maps), padding); // (N, B, h, w)
        return similarity.of(SaliencyMaps.standardised(inner)); // ()
    }

    private static void unused(String name, boolean isDefault, Object value, Saliency saliency) {
        if (!isDefault) {
            throw new IllegalArgumentException("%s has no effect with saliency '%s', leave it out; got '%s'"
                    .formatted(name, saliency.label(), value));
        }
    }
}
