package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -H(mean_i p_i)}, in nats: total uncertainty, negated. */
record PredictiveEntropy() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return -Entropies.ofMean(outputs, image);
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
