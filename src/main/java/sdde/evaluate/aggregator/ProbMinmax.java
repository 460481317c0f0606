package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code min_i max_c p_i}: the largest probability of the least sure member. */
record ProbMinmax() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return OverMembers.min(outputs.members(), n -> outputs.largestProbability(n, image));
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
