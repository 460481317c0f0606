package sdde.report.statistics;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What a paired t test over n pairs can find, by the usual approximation {@code difference = (t_(1-alpha/2) + t_power) sd / sqrt(n)}
 * with n - 1 degrees of freedom in both quantiles.
 *
 * @param alpha two-sided level
 * @param power chance to find it, such as 0.8
 */
public record Power(double alpha, double power) {
    private static final int MOST_PAIRS = 1000;

    /** The smallest true mean difference that is found with that power; NaN for fewer than two pairs. @param sd of the differences */
    public double detectable(double sd, int pairs) {
        if (pairs < 2) {
            return Double.NaN;
        }
        TDistribution t = new TDistribution(pairs - 1);
        return (t.inverseCumulativeProbability(1 - alpha / 2) + t.inverseCumulativeProbability(power))
                * sd
                / Math.sqrt(pairs);
    }

    /** The fewest pairs with which a true mean difference is found; 0 if a thousand are too few or it is none. */
    public int pairs(double difference, double sd) {
        for (int pairs = 2; pairs <= MOST_PAIRS; pairs++) {
            if (detectable(sd, pairs) <= Math.abs(difference)) {
                return pairs;
            }
        }
        return 0;
    }
}
