package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sdde.train.loss.SaliencyMaps;
import sdde.train.torch.TorchOps;

/**
 * What the members made of one batch.
 *
 * <p>The logits must have been computed from this very array of feature maps (not from pieces stacked into it afterwards),
 * so that the gradient of a logit by {@code featureMaps} exists.
 *
 * @param featureMaps (N, B, K, H, W)
 * @param features (N, B, D)
 * @param logits (N, B, C)
 * @param shortcut what {@link #pooledGradient} is where the network knows it without the engine: from a gradient by the logits
 *     (N, B, C) to (N, B, K), differentiable
 */
public record Forward(
        NDArray featureMaps, NDArray features, NDArray logits, @Nullable UnaryOperator<NDArray> shortcut) {
    public Forward(NDArray featureMaps, NDArray features, NDArray logits) {
        this(featureMaps, features, logits, null);
    }

    /**
     * Mean over a map's pixels of the gradient of a score by it, itself differentiable: the weights of GradCAM.
     *
     * @param score (), computed from the logits
     * @return (N, B, K)
     */
    public NDArray pooledGradient(NDArray score) {
        return Optional.ofNullable(shortcut)
                .map(known -> known.apply(TorchOps.gradient(score, logits)))
                .orElseGet(() -> SaliencyMaps.pooled(TorchOps.gradient(score, featureMaps)));
    }

    /** N. */
    public long members() {
        return logits.getShape().get(0);
    }
}
