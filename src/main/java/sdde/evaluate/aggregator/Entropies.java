package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** Entropies in nats, {@code -sum_c p_c log p_c} with {@code 0 log 0 = 0}. */
final class Entropies {
    private Entropies() {}

    static double ofMean(Outputs outputs, int image) {
        double sum = 0;
        for (int c = 0; c < outputs.classes(); c++) {
            double probability = outputs.meanProbability(image, c);
            sum -= times(probability, Math.log(probability));
        }
        return sum;
    }

    static double meanOfMembers(Outputs outputs, int image) {
        double sum = 0;
        for (int n = 0; n < outputs.members(); n++) {
            for (int c = 0; c < outputs.classes(); c++) {
                sum -= times(outputs.probability(n, image, c), outputs.logProbability(n, image, c));
            }
        }
        return sum / outputs.members();
    }

    /** Zero where the probability is, whatever its logarithm. */
    static double times(double probability, double log) {
        return probability == 0 ? 0 : probability * log;
    }
}
