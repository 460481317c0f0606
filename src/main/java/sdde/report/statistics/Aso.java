package sdde.report.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Almost stochastic order (del Barrio et al. 2018, Dror et al. 2019): how far scores a are from being above scores b at
 * every quantile. {@code violation = ∫_(a<b) (a(t) - b(t))^2 dt / ∫ (a(t) - b(t))^2 dt} of the quantile functions.
 *
 * @param violation of the samples, 0 if a is nowhere below b, 1/2 if they are equal
 * @param sigma bootstrap spread of {@code sqrt(mn/(m+n)) violation}, with divisor n
 * @param epsilon upper confidence bound of the violation, within [0, 1]; below 1/2 a is better, by convention below 0.2
 */
public record Aso(double violation, double sigma, double epsilon) {
    /** @param level confidence, as 0.95; divide its complement by the number of comparisons */
    public static Aso of(double[] a, double[] b, double level, int resamples, RandomGenerator random) {
        double violation = violation(a, b);
        double size = Math.sqrt((double) a.length * b.length / (a.length + b.length));
        double[] draws = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            draws[r] = size * violation(Bootstrap.resample(a, random), Bootstrap.resample(b, random));
        }
        double mean = Sample.mean(draws);
        double sigma = Math.sqrt(
                Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).average().orElse(Double.NaN));
        double bound = violation - sigma / size * new NormalDistribution().inverseCumulativeProbability(1 - level);
        return new Aso(violation, sigma, Math.min(1, Math.max(0, bound)));
    }

    /** Exact: between two steps of either quantile function both are constant. */
    public static double violation(double[] a, double[] b) {
        double[] x = sorted(a);
        double[] y = sorted(b);
        double against = 0;
        double whole = 0;
        long at = 0; // t in units of 1 / (m n)
        int i = 0;
        int j = 0;
        while (i < x.length && j < y.length) {
            long next = Math.min((long) (i + 1) * y.length, (long) (j + 1) * x.length);
            double gap = x[i] - y[j];
            double area = (next - at) * gap * gap;
            whole += area;
            against += gap < 0 ? area : 0;
            at = next;
            i += at == (long) (i + 1) * y.length ? 1 : 0;
            j += at == (long) (j + 1) * x.length ? 1 : 0;
        }
        return whole == 0 ? 0.5 : against / whole;
    }

    /**
     * The violation as the package deepsig sums it, for comparison with numbers made by it: on {@code t = dt, 2 dt, … < 1},
     * the first of which is missing from the numerator.
     */
    public static double violationOnGrid(double[] a, double[] b, double dt) {
        double[] x = sorted(a);
        double[] y = sorted(b);
        double against = 0;
        double whole = 0;
        int points = (int) Math.ceil((1 - dt) / dt);
        for (int k = 0; k < points; k++) {
            double t = dt + k * dt;
            double gap = quantile(x, t) - quantile(y, t);
            whole += gap * gap;
            against += k > 0 && gap < 0 ? gap * gap : 0;
        }
        return whole == 0 ? 0.5 : against / whole;
    }

    private static double quantile(double[] sorted, double t) {
        int index = (int) Math.ceil(sorted.length * t) - 1;
        return sorted[Math.min(sorted.length - 1, Math.max(0, index))];
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
