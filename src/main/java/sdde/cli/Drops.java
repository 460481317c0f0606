package sdde.cli;

import java.util.Map;
import sdde.config.UserError;
import sdde.run.Npy;

/** By how much a logit falls when pixels are taken away, as a worker has measured it. */
final class Drops {
    /** In place of a fraction: the mean over all. */
    static final int MEAN = -1;

    private final Map<String, Npy> arrays;
    private final double[] fractions; // (F)
    private final double[] whole; // (B)

    /** @param arrays of a job of kind EXPLAIN */
    Drops(Map<String, Npy> arrays) {
        this.arrays = arrays;
        this.fractions = array(arrays, "fractions").doubles();
        this.whole = array(arrays, "logit").doubles();
    }

    static Npy array(Map<String, Npy> arrays, String name) {
        Npy array = arrays.get(name);
        if (array == null) {
            throw new UserError("an explanation has '%s', got %s".formatted(name, arrays.keySet()));
        }
        return array;
    }

    double[] fractions() {
        return fractions.clone();
    }

    int images() {
        return whole.length;
    }

    /** @param which order of pixels. @param fraction its index, or {@link #MEAN}. @return (B) */
    double[] of(String which, int fraction) {
        double[] left = array(arrays, which).doubles(); // (F·B)
        double[] drops = new double[whole.length];
        int from = fraction == MEAN ? 0 : fraction;
        int to = fraction == MEAN ? fractions.length : fraction + 1;
        for (int f = from; f < to; f++) {
            for (int b = 0; b < drops.length; b++) {
                drops[b] += (whole[b] - left[f * drops.length + b]) / (to - from);
            }
        }
        return drops;
    }

    /** How much further it falls by saliency than in another order. @return (B) */
    double[] excess(String other, int fraction) {
        double[] salient = of("salient", fraction);
        double[] others = of(other, fraction);
        double[] excess = new double[salient.length];
        for (int b = 0; b < excess.length; b++) {
            excess[b] = salient[b] - others[b];
        }
        return excess;
    }
}
