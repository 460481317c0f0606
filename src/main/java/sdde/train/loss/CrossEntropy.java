package sdde.train.loss;

import ai.djl.ndarray.NDArray;

/** Mean over members and images of {@code -log p_y}. */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * @param logits (N, B, C)
     * @param labels (N, B), int64
     * @return ()
     */
    public static NDArray mean(NDArray logits, NDArray labels) {
        NDArray logProbabilities = logits.logSoftmax(2); // (N, B, C)
        return logProbabilities.gather(labels.expandDims(2), 2).mean().neg(); // ()
    }
}
