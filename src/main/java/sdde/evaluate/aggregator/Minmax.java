package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code min_i max_c z_i}: the largest logit of the least sure member; by our reading the paper's U_l_min. */
record Minmax() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return OverMembers.min(outputs.members(), n -> outputs.largestLogit(n, image));
    }
}
