package sdde.report.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** Wilson's score interval (1927) of a share: stays within [0, 1] and has a width at 0 and at n, as bins of few images need. */
public final class Wilson {
    private Wilson() {}

    /** Undefined for {@code n = 0}. @param level such as 0.95 */
    public static Interval of(double hits, int n, double level) {
        if (n == 0) {
            return Interval.UNDEFINED;
        }
        double z = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
        double share = hits / n;
        double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)) / (1 + z * z / n);
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
