package sdde.train;

import ai.djl.ndarray.NDArray;

/** Limits the length of a gradient, as PyTorch's {@code clip_grad_norm_} does. */
public final class GradientClip {
    private GradientClip() {}

    /** L2 norm over all entries. A sum adds up pairwise, which the engine's own norm does not. */
    public static float norm(NDArray gradient) {
        return (float) Math.sqrt(gradient.square().sum().getFloat());
    }

    /** Scales by {@code min(1, limit / (norm + 1e-6))}, in place; a norm of NaN makes all of it NaN. */
    public static void clip(NDArray gradient, double norm, double limit) {
        double factor = limit / (norm + 1e-6);
        if (!(factor >= 1)) {
            gradient.muli(factor);
        }
    }
}
