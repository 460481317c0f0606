package sdde.report.statistics;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A t test: {@code t = estimate / error} with {@code degrees} of freedom.
 *
 * <p>Differences that are all equal have error 0: then t is infinite and p is 0, or, if they are all zero, p is 1.
 *
 * @param estimate mean of {@code x - y}
 * @param error standard error of the estimate
 */
public record StudentT(double estimate, double error, double degrees) {
    /** Paired by position; undefined (NaN) for fewer than two pairs. */
    public static StudentT paired(double[] x, double[] y) {
        double[] differences = Sample.differences(x, y);
        if (allEqual(differences)) {
            return new StudentT(Sample.mean(differences), differences.length < 2 ? Double.NaN : 0, x.length - 1);
        }
        return new StudentT(
                Sample.mean(differences), Sample.sd(differences) / Math.sqrt(differences.length), x.length - 1);
    }

    /** Independent samples of unequal variance; Satterthwaite's degrees of freedom, not rounded. */
    public static StudentT welch(Summary x, Summary y) {
        double a = x.sd() * x.sd() / x.n();
        double b = y.sd() * y.sd() / y.n();
        double degrees = (a + b) * (a + b) / (a * a / (x.n() - 1) + b * b / (y.n() - 1));
        return new StudentT(x.mean() - y.mean(), Math.sqrt(a + b), degrees);
    }

    public double t() {
        return isFlat() ? 0 : estimate / error;
    }

    public double p(Alternative alternative) {
        if (Double.isNaN(error)) {
            return Double.NaN;
        }
        if (isFlat()) {
            return 1;
        }
        return switch (alternative) {
            case TWO_SIDED -> 2 * below(-Math.abs(t()));
            case GREATER -> below(-t());
            case LESS -> below(t());
        };
    }

    /** Two-sided. @param level such as 0.95 */
    public Interval interval(double level) {
        if (Double.isNaN(error)) {
            return Interval.UNDEFINED;
        }
        double half = Sample.tQuantile((1 + level) / 2, degrees) * error;
        return new Interval(estimate - half, estimate + half);
    }

    /** With one end open: the values that the one-sided test does not reject. */
    public Interval interval(double level, Alternative alternative) {
        double reach = Sample.tQuantile(level, degrees) * error;
        return switch (alternative) {
            case TWO_SIDED -> interval(level);
            case GREATER -> new Interval(estimate - reach, Double.POSITIVE_INFINITY);
            case LESS -> new Interval(Double.NEGATIVE_INFINITY, estimate + reach);
        };
    }

    /** The test against another value than 0. */
    public StudentT against(double value) {
        return new StudentT(estimate - value, error, degrees);
    }

    private boolean isFlat() {
        return error == 0 && estimate == 0;
    }

    private double below(double t) {
        if (Double.isInfinite(t)) {
            return t < 0 ? 0 : 1;
        }
        return new TDistribution(degrees).cumulativeProbability(t);
    }

    private static boolean allEqual(double[] differences) {
        for (double difference : differences) {
            if (Sample.rounded(difference) != Sample.rounded(differences[0])) {
                return false;
            }
        }
        return true;
    }
}
