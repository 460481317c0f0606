package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** {@code -H(votes / N)} in nats; at most log min(N, C) from zero, 0 for a single member. */
record VoteEntropy() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        int[] votes = new int[outputs.classes()]; // (C)
        for (int n = 0; n < outputs.members(); n++) {
            votes[outputs.vote(n, image)]++;
        }
        double sum = 0;
        for (int count : votes) {
            double share = (double) count / outputs.members();
            sum += count == 0 ? 0 : share * Math.log(share);
        }
        return sum;
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
