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

    /** Errors inside a group of equal confidences as they come, in the order given: depends on it. */
    static Selection inOrder(double[] confidence, boolean[] wrong) {
        int[] descending = IntStream.range(0, wrong.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer b) -> -confidence[b])) // stable
                .mapToInt(Integer::intValue)
                .toArray();
        double[] cumulative = new double[wrong.length];
        int errors = 0;
        for (int k = 0; k < cumulative.length; k++) {
            errors += wrong[descending[k]] ? 1 : 0;
            cumulative[k] = errors;
        }
        return new Selection(cumulative, wrong.length > 0);
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

    /** Error rate among the {@code k + 1} most confident. */
    double risk(int k) {
        return cumulativeErrors[k] / (k + 1);
    }

    /** Error rate among the {@code ceil(coverage B)} most confident. @param coverage in (0, 1] */
    double riskAt(double coverage) {
        int accepted = (int) Math.ceil(coverage * size() - 1e-9); // 0.95 of 20 are 19, whatever the last bit says
        return risk(Math.max(1, accepted) - 1);
    }

    /** The largest coverage at which the error rate is at most {@code risk}; NaN if there is none. */
    double coverageAt(double risk) {
        for (int k = size() - 1; k >= 0; k--) {
            if (risk(k) <= risk) {
                return (k + 1.0) / size();
            }
        }
        return Double.NaN;
    }

    /** Expected errors among the {@code k + 1} most confident. */
    double cumulativeErrors(int k) {
        return cumulativeErrors[k];
    }
}
