package sdde.evaluate.diversity;

import sdde.evaluate.Orientation;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;

/** One number of how much members differ; NaN where it is undefined, as every mean over pairs is for one member. */
public interface Diversity {
    /** @param outputs the predictions' own, unscaled */
    double of(Predictions predictions, Outputs outputs);

    /** Whether it is measured on OOD sets as well: it must be cheap and need no label. */
    default boolean alsoOutOfDistribution() {
        return false;
    }

    default Orientation orientation() {
        return Orientation.NEITHER;
    }
}
