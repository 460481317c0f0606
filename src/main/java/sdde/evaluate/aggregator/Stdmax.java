package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code -max_c std_i(z_i)}, sample standard deviation; NaN for a single member. */
record Stdmax() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < outputs.classes(); c++) {
            int label = c;
            largest = Math.max(largest, OverMembers.deviation(outputs.members(), n -> outputs.logit(n, image, label)));
        }
        return -largest;
    }
}
