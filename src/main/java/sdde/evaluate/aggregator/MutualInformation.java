package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -(H(mean_i p_i) - mean_i H(p_i))}, in nats, not above 0: what the members disagree about, negated; 0 for a single member. */
record MutualInformation() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return Math.min(0, Entropies.meanOfMembers(outputs, image) - Entropies.ofMean(outputs, image));
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
