package sdde.report.statistics;

/**
 * Bayesian correlated t test of paired scores that share training data (Corani and Benavoli 2015): the posterior of the
 * mean of {@code y - x} is Student's t with n - 1 degrees of freedom and, after Nadeau and Bengio (2003), variance
 * {@code s^2 (1/n + 1/(n/runs - 1))}.
 */
public final class CorrelatedT {
    private CorrelatedT() {}

    /**
     * @param runs times the cross-validation was repeated; n / runs is its number of folds
     * @param rope half width of the region of practical equivalence, 0 for none
     */
    public static Rope of(double[] x, double[] y, int runs, double rope) {
        double[] z = Sample.differences(y, x);
        double mean = Sample.mean(z);
        double folds = (double) z.length / runs;
        double error = Sample.sd(z) * Math.sqrt(1.0 / z.length + 1 / (folds - 1));
        double left = below(-rope - mean, error, z.length - 1);
        double right = below(mean - rope, error, z.length - 1);
        return new Rope(left, rope == 0 ? 0 : 1 - left - right, right);
    }

    private static double below(double distance, double error, int degrees) {
        if (error == 0) {
            return distance > 0 ? 1 : distance == 0 ? 0.5 : 0;
        }
        return new StudentT(distance, error, degrees).p(Alternative.LESS);
    }
}
