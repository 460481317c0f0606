package sdde.evaluate.diversity;

import sdde.evaluate.Orientation;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** Share of images that at least one member gets right: what a perfect choice among members would reach. */
record OracleAccuracy() implements Diversity {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double of(Predictions predictions, Outputs outputs) {
        return Votes.share(predictions, outputs, right -> right > 0);
    }
}
