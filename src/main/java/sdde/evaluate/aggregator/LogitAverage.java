package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code max_c mean_i z_i}: the paper's U_avg, U_l_avg and MAL. */
record LogitAverage() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return outputs.largestMeanLogit(image);
    }
}
