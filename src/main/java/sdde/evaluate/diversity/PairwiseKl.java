package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.evaluate.aggregator.Aggregators;

/** {@code KL(p_i, p_j)} in nats, mean over images and ordered pairs. */
record PairwiseKl() implements Diversity {
    @Override
    public boolean alsoOutOfDistribution() {
        return true;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        double sum = 0;
        for (double confidence : Aggregators.named("expected-pairwise-kl").confidence(outputs)) {
            sum -= confidence;
        }
        return sum / outputs.size();
    }
}
