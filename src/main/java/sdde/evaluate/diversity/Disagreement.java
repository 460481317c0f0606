package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Share of images for which two members predict different classes, mean over pairs. */
record Disagreement() implements Diversity {
    @Override
    public boolean alsoOutOfDistribution() {
        return true;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> {
            int different = 0;
            for (int b = 0; b < outputs.size(); b++) {
                different += outputs.vote(i, b) == outputs.vote(j, b) ? 0 : 1;
            }
            return (double) different / outputs.size();
        });
    }
}
