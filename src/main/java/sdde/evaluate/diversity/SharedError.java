package sdde.evaluate.diversity;

import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Share of images for which two members predict the same wrong class, mean over pairs. */
record SharedError() implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Pairs.mean(outputs.members(), (i, j) -> {
            int shared = 0;
            for (int b = 0; b < outputs.size(); b++) {
                int vote = outputs.vote(i, b);
                shared += vote == outputs.vote(j, b) && vote != predictions.label(b) ? 1 : 0;
            }
            return (double) shared / outputs.size();
        });
    }
}
