package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code log sum_c exp(mean_i z_i)}: the free energy of the mean of logits, negated. */
record Energy() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return outputs.logSumOfMean(image);
    }
}
