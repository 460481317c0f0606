package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -std_i(max_c p_i)}, sample standard deviation; NaN for a single member. */
record ProbMaxstd() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return -OverMembers.deviation(outputs.members(), n -> outputs.largestProbability(n, image));
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
