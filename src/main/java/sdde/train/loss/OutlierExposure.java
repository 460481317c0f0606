package sdde.train.loss;

import ai.djl.ndarray.NDArray;

/**
 * Outlier exposure (Hendrycks et al. 2019; authors' {@code oe.py}): cross entropy to the uniform distribution on images
 * that belong to no class, {@code mean (logsumexp_c z - mean_c z)} over members and images.
 */
public final class OutlierExposure {
    private OutlierExposure() {}

    /** @param logits (N, B, C) @return (), at least log C */
    public static NDArray loss(NDArray logits) {
        return logits.logSoftmax(2).mean().neg();
    }
}
