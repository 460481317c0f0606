package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Jensen-Shannon divergence in nats (not its root), mean over images and pairs. */
record PairwiseJs() implements Diversity {
    @Override
    public boolean alsoOutOfDistribution() {
        return true;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> mean(outputs, i, j));
    }

    static double mean(Outputs outputs, int first, int second) {
        double sum = 0;
        for (int b = 0; b < outputs.size(); b++) {
            for (int c = 0; c < outputs.classes(); c++) {
                double p = outputs.probability(first, b, c);
                double q = outputs.probability(second, b, c);
                double logMiddle = Math.log((p + q) / 2);
                sum += p == 0 ? 0 : p * (outputs.logProbability(first, b, c) - logMiddle);
                sum += q == 0 ? 0 : q * (outputs.logProbability(second, b, c) - logMiddle);
            }
        }
        return sum / 2 / outputs.size();
    }
}
