package sdde.evaluate.metric;

import java.util.stream.IntStream;

/** Cumulative counts of accepted positives and negatives at each distinct threshold, from the strictest. */
final class Curve {
    private final long[] truePositives; // (K)
    private final long[] falsePositives; // (K)

    Curve(long[] truePositives, long[] falsePositives) {
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
    }

    int size() {
        return truePositives.length;
    }

    /** Share of the positives that are accepted. */
    double recall(int k) {
        return (double) truePositives[k] / truePositives[truePositives.length - 1];
    }

    /** Share of the negatives that are accepted. */
    double falsePositiveRate(int k) {
        return (double) falsePositives[k] / falsePositives[falsePositives.length - 1];
    }

    /** Share of positives in what is accepted. */
    double precision(int k) {
        return (double) truePositives[k] / (truePositives[k] + falsePositives[k]);
    }

    /**
     * Whether scikit-learn's {@code roc_curve} keeps the point with {@code drop_intermediate}: the first, the last, and
     * those where a second difference of either count is not zero.
     */
    boolean isCorner(int k) {
        return k == 0 || k == size() - 1 || bends(truePositives, k) || bends(falsePositives, k);
    }

    private static boolean bends(long[] counts, int k) {
        return counts[k + 1] - 2 * counts[k] + counts[k - 1] != 0;
    }

    IntStream points() {
        return IntStream.range(0, size());
    }
}
