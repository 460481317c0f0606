package sdde.evaluate.aggregator;

import java.util.Arrays;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -(1 - votes of the most voted class / N)}: share of members that do not vote with the most; 0 for a single member. */
record VariationRatio() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        int[] votes = new int[outputs.classes()]; // (C)
        for (int n = 0; n < outputs.members(); n++) {
            votes[outputs.vote(n, image)]++;
        }
        return (double) Arrays.stream(votes).max().orElseThrow() / outputs.members() - 1;
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
