package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import sdde.run.LossReduction;

/** The loss of a member's own task: {@code -log p_y}, mean over its images. */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * @param logits (N, B, C)
     * @param labels (N, B), int64
     * @param reduction over members
     * @return ()
     */
    public static NDArray of(NDArray logits, NDArray labels, LossReduction reduction) {
        NDArray chosen = logits.logSoftmax(2).gather(labels.expandDims(2), 2); // (N, B, 1)
        return switch (reduction) {
            case MEAN -> chosen.mean().neg();
            case SUM -> chosen.mean(new int[] {1}).sum().neg();
        };
    }
}
