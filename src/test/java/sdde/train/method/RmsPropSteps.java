package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.BiFunction;

/** Lets tests of other packages run the discriminator's optimiser. */
public final class RmsPropSteps {
    private RmsPropSteps() {}

    /** @param gradient of a step, made in its scope @return the values after each step */
    public static float[][] run(
            NDArray values, double[] settings, int steps, BiFunction<NDManager, Integer, NDArray> gradient) {
        NDManager manager = values.getManager();
        RmsProp optimiser = new RmsProp(manager, values, new RmsProp.Settings(settings[0], settings[1], settings[2]));
        float[][] after = new float[steps][];
        for (int s = 0; s < steps; s++) {
            try (NDManager scope = manager.newSubManager()) {
                optimiser.step(scope, values, gradient.apply(scope, s));
            }
            after[s] = values.toFloatArray();
        }
        return after;
    }
}
