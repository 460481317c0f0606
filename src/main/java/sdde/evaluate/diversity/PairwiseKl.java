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

    /** {@code KL(p_i, p_j)} of two members, mean over images. */
    static double mean(Outputs outputs, int first, int second) {
        double sum = 0;
        for (int b = 0; b < outputs.size(); b++) {
            for (int c = 0; c < outputs.classes(); c++) {
                double p = outputs.probability(first, b, c);
                double logs = outputs.logProbability(first, b, c) - outputs.logProbability(second, b, c);
                sum += p == 0 ? 0 : p * logs;
            }
        }
        return sum / outputs.size();
    }
}
