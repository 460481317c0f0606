package sdde.report.statistics;

/**
 * Equivalence by two one-sided t tests (Schuirmann 1987): is the mean of {@code x - y} between two margins? Equivalent at
 * alpha if {@link #p} is below it, which is the {@code 1 - 2 alpha} interval lying inside the margins.
 *
 * @param lower against the lower margin; its alternative is greater
 * @param upper against the upper margin; its alternative is less
 */
public record Tost(StudentT lower, StudentT upper) {
    /** @param difference paired or Welch test of the two samples */
    public static Tost of(StudentT difference, double low, double high) {
        return new Tost(difference.against(low), difference.against(high));
    }

    public double pLower() {
        return lower.p(Alternative.GREATER);
    }

    public double pUpper() {
        return upper.p(Alternative.LESS);
    }

    /** The larger of the two; NaN where the test is undefined. */
    public double p() {
        return Math.max(pLower(), pUpper());
    }
}
