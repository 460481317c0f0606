package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code -std_i(max_c z_i)}, sample standard deviation; NaN for a single member; by our reading the paper's U_l_STD. */
record Maxstd() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return -OverMembers.deviation(outputs.members(), n -> outputs.largestLogit(n, image));
    }
}
