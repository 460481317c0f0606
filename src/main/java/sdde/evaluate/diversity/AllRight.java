package sdde.evaluate.diversity;

import sdde.evaluate.Orientation;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Share of images that every member gets right. */
record AllRight() implements Diversity {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Votes.share(predictions, outputs, right -> right == outputs.members());
    }
}
