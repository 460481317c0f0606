package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import sdde.train.loss.Scalars;
import sdde.train.loss.Similarity;

/**
 * Adaptive diversity promoting (Pang et al. 2019; authors' {@code adp.py}): {@code -alpha H(mean_i p_i) + beta D}, where
 * H is the entropy of the mean prediction and D = {@link Similarity#LOGDET} of the members' probabilities of the wrong
 * classes, which are not renormalised to sum to one.
 */
record AdaptiveDiversity(double lambda, double alpha, double beta) implements Method {
    /** Inside the logarithm alone; a float32 can hold it. */
    private static final double TINY = 1e-20;

    AdaptiveDiversity {
        Lambda.check(lambda);
        Lambda.nonNegative("alpha", alpha);
        Lambda.nonNegative("beta", beta);
    }

    @Override
    public Batching batching() {
        return Batching.SHARED;
    }

    @Override
    public NDArray diversity(Step step) {
        return loss(step.forward().logits(), step.labels());
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    /** @param logits (N, B, C) @param labels (B), int64 @return () */
    NDArray loss(NDArray logits, NDArray labels) {
        NDArray probabilities = logits.softmax(2); // (N, B, C)
        NDArray negativeEntropy = Scalars.times(negativeEntropy(probabilities.mean(new int[] {0})), alpha); // ()
        NDArray alike = Scalars.times(Similarity.LOGDET.of(wrong(probabilities, labels)), beta); // ()
        return negativeEntropy.add(alike);
    }

    /** Mean over images of {@code sum_c m log m}. @param mean (B, C) */
    private static NDArray negativeEntropy(NDArray mean) {
        Shape shape = mean.getShape();
        return Scalars.times(mean.mul(mean.add(TINY).log()).sum(), 1.0 / shape.get(0));
    }

    /** The label's entry set to zero: norms and products are those of the vectors without it. */
    private static NDArray wrong(NDArray probabilities, NDArray labels) {
        int classes = (int) probabilities.getShape().get(2);
        NDArray others =
                labels.oneHot(classes, probabilities.getDataType()).sub(1).neg(); // (B, C)
        return probabilities.mul(others); // (N, B, C)
    }
}
