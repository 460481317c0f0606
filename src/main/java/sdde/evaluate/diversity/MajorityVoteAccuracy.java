package sdde.evaluate.diversity;

import sdde.evaluate.Orientation;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Accuracy of the class that most members vote for, the lowest of equals. */
record MajorityVoteAccuracy() implements Diversity {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        int right = 0;
        for (int b = 0; b < outputs.size(); b++) {
            right += Votes.majority(outputs, b) == predictions.label(b) ? 1 : 0;
        }
        return (double) right / outputs.size();
    }
}
