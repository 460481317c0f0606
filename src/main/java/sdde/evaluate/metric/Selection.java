package sdde.evaluate.metric;

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
        double[] all = Detection.sorted(confidence);
        if (all.length == 0 || Double.isNaN(all[all.length - 1])) {
            return new Selection(new double[0], false);
        }
        double[] errors = Detection.sorted(IntStream.range(0, wrong.length)
                .filter(b -> wrong[b])
                .mapToDouble(b -> confidence[b])
                .toArray());
        return new Selection(cumulative(all, errors), true);
    }

    /** From the end of both, a group of equal confidences at a time. */
    private static double[] cumulative(double[] all, double[] errors) {
        double[] cumulative = new double[all.length];
        int accepted = 0;
        int wrong = 0;
        while (accepted < all.length) {
            double value = all[all.length - 1 - accepted];
            int group = runOf(value, all, accepted);
            int groupErrors = runOf(value, errors, wrong);
            for (int k = 0; k < group; k++) {
                cumulative[accepted + k] = wrong + (double) groupErrors * (k + 1) / group;
            }
            accepted += group;
            wrong += groupErrors;
        }
        return cumulative;
    }

    /** How many equal a value, from the end of a sorted array less those to skip. */
    private static int runOf(double value, double[] sorted, int skip) {
        int count = 0;
        while (skip + count < sorted.length && sorted[sorted.length - 1 - skip - count] == value) {
            count++;
        }
        return count;
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
