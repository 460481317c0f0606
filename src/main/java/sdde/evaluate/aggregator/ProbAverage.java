package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code max_c mean_i p_i}: the largest mean probability. */
record ProbAverage() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return outputs.largestMeanProbability(image);
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
