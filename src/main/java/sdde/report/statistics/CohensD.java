package sdde.report.statistics;

import org.hipparchus.special.Gamma;

/** Standardised differences of means; positive where x is larger, NaN where 0/0. */
public final class CohensD {
    private CohensD() {}

    /** {@code (mean x - mean y) / pooled sd}, with n - 1 (Cohen 1988). */
    public static double pooled(double[] x, double[] y) {
        double a = Sample.sd(x);
        double b = Sample.sd(y);
        double variance = ((x.length - 1) * a * a + (y.length - 1) * b * b) / (x.length + y.length - 2);
        return (Sample.mean(x) - Sample.mean(y)) / Math.sqrt(variance);
    }

    /** {@code mean(x - y) / sd(x - y)}: for pairs; larger than {@link #pooled} where the pairs are correlated. */
    public static double paired(double[] x, double[] y) {
        double[] differences = Sample.differences(x, y);
        return Sample.mean(differences) / Sample.sd(differences);
    }

    /**
     * Hedges' factor (1981) that takes the bias of small samples off d: {@code Γ(f/2) / (sqrt(f/2) Γ((f-1)/2))}.
     *
     * @param degrees f, {@code m + n - 2} for two samples
     */
    public static double hedges(int degrees) {
        double half = degrees / 2.0;
        return Math.exp(Gamma.logGamma(half) - Gamma.logGamma(half - 0.5)) / Math.sqrt(half);
    }

    public static Magnitude magnitude(double d) {
        return Magnitude.of(d, 0.2, 0.5, 0.8);
    }
}
