package sdde.report.statistics;

import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The range of k independent standard normal numbers: the studentized range with infinitely many degrees of freedom,
 * which the library lacks. {@code P(range <= q) = k ∫ φ(z) (Φ(z) - Φ(z - q))^(k-1) dz}, z being the largest.
 */
final class StudentizedRange {
    /** φ is below 1e-17 beyond; the trapezoid rule on an analytic integrand converges faster than any power. */
    private static final double REACH = 9;

    private static final double STEP = 1.0 / 64;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private StudentizedRange() {}

    /** @param k at least 2 */
    static double cumulative(double q, int k) {
        if (!(q > 0)) {
            return Double.isNaN(q) ? Double.NaN : 0;
        }
        double sum = 0;
        for (double z = -REACH; z <= REACH; z += STEP) {
            double within = NORMAL.cumulativeProbability(z) - NORMAL.cumulativeProbability(z - q);
            sum += NORMAL.density(z) * Math.pow(within, k - 1);
        }
        return Math.min(1, k * STEP * sum);
    }

    /** @param probability in (0, 1) */
    static double quantile(double probability, int k) {
        return new BrentSolver(1e-13, 1e-11, 1e-15).solve(200, q -> cumulative(q, k) - probability, 0, 100);
    }
}
