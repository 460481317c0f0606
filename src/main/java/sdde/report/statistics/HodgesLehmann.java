package sdde.report.statistics;

import java.util.Arrays;

/**
 * Shift between two samples, {@code x - y}, with a distribution-free interval (Hodges and Lehmann 1963): the median of
 * all differences, or for pairs of all means of two differences. Ends are the q-th smallest and q-th largest, q as R's
 * {@code wilcox.test} takes it. With ties the level is approximate.
 *
 * @param estimate median
 * @param interval at the confidence achieved
 * @param lowIndex 1-based position of the lower end among the sorted differences
 * @param highIndex likewise of the upper end
 * @param achieved confidence of the interval; below the one asked for where even the extremes do not reach it
 */
public record HodgesLehmann(double estimate, Interval interval, int lowIndex, int highIndex, double achieved) {
    /** A quantile that falls on a step belongs to it in spite of rounding. */
    private static final double FUZZ = 10 * Math.ulp(1.0);

    /** Independent samples. */
    public static HodgesLehmann of(double[] x, double[] y, double level) {
        double[] differences = new double[x.length * y.length];
        Arrays.setAll(differences, k -> x[k / y.length] - y[k % y.length]);
        return estimate(differences, RankSums.ofU(x.length, y.length), level);
    }

    /** Paired by position. */
    public static HodgesLehmann paired(double[] x, double[] y, double level) {
        double[] d = Sample.differences(x, y);
        double[] means = new double[d.length * (d.length + 1) / 2];
        int[] ranks = new int[d.length];
        int next = 0;
        for (int i = 0; i < d.length; i++) {
            ranks[i] = i + 1;
            for (int j = i; j < d.length; j++) {
                means[next++] = (d[i] + d[j]) / 2;
            }
        }
        return estimate(means, RankSums.ofSigns(ranks), level);
    }

    private static HodgesLehmann estimate(double[] values, double[] chances, double level) {
        if (values.length == 0) {
            return new HodgesLehmann(Double.NaN, Interval.UNDEFINED, 0, 0, Double.NaN);
        }
        Arrays.sort(values);
        double tail = (1 - level) / 2 - FUZZ;
        int q = 0;
        double below = 0; // P(U <= q - 1)
        while (below + chances[q] < tail) {
            below += chances[q++];
        }
        if (q == 0) {
            below = chances[0];
            q = 1;
        }
        int high = values.length + 1 - q;
        return new HodgesLehmann(
                Sample.median(values), new Interval(values[q - 1], values[high - 1]), q, high, 1 - 2 * below);
    }
}
