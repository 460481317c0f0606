package sdde.report.statistics;

import java.util.Arrays;

/**
 * {@code (median x - median y) / pooled MAD}: Cohen's d with medians (Akinshin 2020), for samples with outliers. Positive
 * where x is larger; NaN or infinite where more than half of both samples are equal.
 */
public final class AkinshinGamma {
    /** Makes the MAD of normal numbers their sd; autorank's four decimals, so that its numbers are ours. */
    private static final double SCALE = 1.4826;

    private AkinshinGamma() {}

    public static double of(double[] x, double[] y) {
        double a = deviation(x);
        double b = deviation(y);
        double pooled = ((x.length - 1) * a * a + (y.length - 1) * b * b) / (x.length + y.length - 2);
        return (Sample.median(x) - Sample.median(y)) / Math.sqrt(pooled);
    }

    private static double deviation(double[] values) {
        double median = Sample.median(values);
        return SCALE
                * Sample.median(
                        Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
    }
}
