package sdde.evaluate.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Confidences and whether the prediction was wrong, from the most confident on. Errors inside a group of equal
 * confidences are shared evenly over it, which is the mean over all orders.
 */
public final class Selection {
    private final double[] cumulativeErrors; // (B), at coverage (k+1)/B
    private final boolean defined;

    private Selection(double[] cumulativeErrors, boolean defined) {
        this.cumulativeErrors = cumulativeErrors;
        this.defined = defined;
    }

    /** Undefined if there is no image or a confidence is NaN. */
    public static Selection of(double[] confidence, boolean[] wrong) {
        boolean defined = confidence.length > 0;
        for (double value : confidence) {
            defined &= !Double.isNaN(value);
        }
        int[] order = IntStream.range(0, confidence.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer b) -> -confidence[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] cumulative = new double[confidence.length];
        double before = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int errors = 0;
            // a NaN equals nothing, so the first of a group is taken without asking
            do {
                errors += wrong[order[to]] ? 1 : 0;
                to++;
            } while (to < order.length && confidence[order[to]] == confidence[order[from]]);
            for (int k = from; k < to; k++) {
                cumulative[k] = before + (double) errors * (k + 1 - from) / (to - from);
            }
            before += errors;
            from = to;
        }
        return new Selection(cumulative, defined);
    }

    public boolean isDefined() {
        return defined;
    }

    /** B. */
    int size() {
        return cumulativeErrors.length;
    }

    /** Expected errors among the {@code k + 1} most confident. */
    double cumulativeErrors(int k) {
        return cumulativeErrors[k];
    }
}
