package sdde.report.statistics;

/**
 * Which pairs of methods differ after Friedman's test: those whose mean ranks are further apart than the critical
 * difference (Nemenyi 1963, Demšar 2006).
 */
public final class Nemenyi {
    private Nemenyi() {}

    /** {@code q_alpha}: the studentized range of k by √2. */
    public static double q(double alpha, int methods) {
        return StudentizedRange.quantile(1 - alpha, methods) / Math.sqrt(2);
    }

    /** {@code q_alpha sqrt(k (k + 1) / (6 N))}, in ranks. */
    public static double criticalDifference(double alpha, int methods, int blocks) {
        return q(alpha, methods) * unit(methods, blocks);
    }

    /** p of each pair (k, k), 1 on the diagonal; they need no further adjustment. */
    public static double[][] p(Friedman ranks) {
        double[] means = ranks.meanRanks(false);
        double unit = unit(ranks.methods(), ranks.blocks());
        return Symmetric.matrix(ranks.methods(), 1, (i, j) -> {
            double q = Math.abs(means[i] - means[j]) / unit * Math.sqrt(2);
            return 1 - StudentizedRange.cumulative(q, ranks.methods());
        });
    }

    private static double unit(int methods, int blocks) {
        return Math.sqrt(methods * (methods + 1.0) / (6.0 * blocks));
    }
}
