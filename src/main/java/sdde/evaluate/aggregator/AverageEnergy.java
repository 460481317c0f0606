package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;

/** {@code mean_i log sum_c exp(z_i)}: the mean of the members' free energies, negated. */
record AverageEnergy() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        return OverMembers.mean(outputs.members(), n -> outputs.logSum(n, image));
    }
}
