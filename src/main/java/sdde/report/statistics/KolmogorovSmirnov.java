package sdde.report.statistics;

/** How far two distribution functions are apart at most: Kolmogorov and Smirnov's D, 0 to 1. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** @param x ascending. @param y ascending. @return NaN if either is empty */
    public static double distance(double[] x, double[] y) {
        if (x.length == 0 || y.length == 0) {
            return Double.NaN;
        }
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < x.length && j < y.length) {
            double value = Math.min(x[i], y[j]);
            while (i < x.length && x[i] == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / x.length - (double) j / y.length));
        }
        return distance;
    }
}
