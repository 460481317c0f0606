package sdde.evaluate.aggregator;

import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;

/** Share of members that vote for the class of the largest mean probability; torch-uncertainty's variation ratio is one less it. */
record VoteShare() implements Aggregator {
    @Override
    public double confidence(Outputs outputs, int image) {
        int favourite = 0;
        for (int c = 1; c < outputs.classes(); c++) {
            if (outputs.meanProbability(image, c) > outputs.meanProbability(image, favourite)) {
                favourite = c;
            }
        }
        int votes = 0;
        for (int n = 0; n < outputs.members(); n++) {
            votes += outputs.vote(n, image) == favourite ? 1 : 0;
        }
        return (double) votes / outputs.members();
    }

    @Override
    public Pooling pooling() {
        return Pooling.MEAN_PROBABILITIES;
    }
}
