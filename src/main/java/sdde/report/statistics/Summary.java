package sdde.report.statistics;

/** What is left of a sample in a published table. @param sd with n - 1 */
public record Summary(double mean, double sd, int n) {
    public static Summary of(double... values) {
        return new Summary(Sample.mean(values), Sample.sd(values), values.length);
    }

    /** Student's interval for the mean; undefined for fewer than two values. @param level such as 0.95 */
    public Interval interval(double level) {
        if (n < 2) {
            return Interval.UNDEFINED;
        }
        double half = Sample.tQuantile((1 + level) / 2, n - 1) * sd / Math.sqrt(n);
        return new Interval(mean - half, mean + half);
    }
}
