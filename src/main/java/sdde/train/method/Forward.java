package sdde.train.method;

import ai.djl.ndarray.NDArray;

/**
 * What the members made of one batch.
 *
 * <p>The logits must have been computed from this very array of feature maps (not from pieces stacked into it afterwards),
 * so that the gradient of a logit by {@code featureMaps} exists.
 *
 * @param featureMaps (N, B, K, H, W)
 * @param features (N, B, D)
 * @param logits (N, B, C)
 */
public record Forward(NDArray featureMaps, NDArray features, NDArray logits) {
    /** N. */
    public long members() {
        return logits.getShape().get(0);
    }
}
