package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import sdde.train.loss.Scalars;

/**
 * Negative correlation learning (authors' {@code ncl.py}): mean over images and ordered pairs of the product of two
 * members' deviations from the mean probability, {@code mean_{b, i != j} (p_i - m)·(p_j - m)}, {@code m = mean_i p_i}.
 *
 * <p>The deviations of an image sum to zero, so this equals {@code -sum_{i,b} |p_i - m|^2 / (B N (N - 1))}, and the
 * gradient through m vanishes: the authors' detached mean is the same.
 */
record NegativeCorrelation(double lambda) implements Method {
    NegativeCorrelation {
        Lambda.check(lambda);
    }

    @Override
    public Batching batching() {
        return Batching.SHARED;
    }

    @Override
    public NDArray diversity(Step step) {
        return loss(step.forward().logits());
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    /** @param logits (N, B, C) @return (), at most 0 */
    static NDArray loss(NDArray logits) {
        Shape shape = logits.getShape();
        NDArray probabilities = logits.softmax(2); // (N, B, C)
        NDArray mean = probabilities.mean(new int[] {0}, true); // (1, B, C)
        NDArray squares = probabilities.sub(mean).square(); // (N, B, C)
        double terms = (double) shape.get(1) * shape.get(0) * (shape.get(0) - 1);
        return Scalars.times(squares.sum(), -1 / terms); // ()
    }
}
