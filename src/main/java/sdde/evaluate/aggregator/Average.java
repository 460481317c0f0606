package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code max_c softmax(mean_i z_i)}: the largest probability of the mean of logits. */
record Average() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return Math.exp(outputs.largestMeanLogit(image) - outputs.logSumOfMean(image));
    }
}
