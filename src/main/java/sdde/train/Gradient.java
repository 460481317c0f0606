package sdde.train;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters are moved against: one vector, or two of which the optimiser adds the second last.
 *
 * @param main (P)
 * @param late (P), added where everything else is summed up already, so that what is too small to move a parameter by a
 *     rounding step moves none
 */
record Gradient(NDArray main, @Nullable NDArray late) {
    static Gradient of(NDArray main) {
        return new Gradient(main, null);
    }

    /** (P). */
    NDArray sum() {
        return late == null ? main : main.add(late);
    }
}
