package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -mean_(i != j) KL(p_i, p_j)}, in nats, over ordered pairs; NaN for a single member. */
record ExpectedPairwiseKl() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        int members = outputs.members();
        double same = 0; // N sum_i sum_c p_i log p_i
        double cross = 0; // sum_c (sum_i p_i) (sum_j log p_j)
        for (int c = 0; c < outputs.classes(); c++) {
            double probabilities = 0;
            double logs = 0;
            for (int n = 0; n < members; n++) {
                double log = outputs.logProbability(n, image, c);
                same += members * Entropies.times(outputs.probability(n, image, c), log);
                probabilities += outputs.probability(n, image, c);
                logs += log;
            }
            cross += Entropies.times(probabilities, logs);
        }
        return (cross - same) / ((double) members * (members - 1));
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
