package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -mean_i H(p_i)}, in nats: the uncertainty that the members share, negated. */
record ExpectedEntropy() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return -Entropies.meanOfMembers(outputs, image);
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
