package sdde.report.statistics;

/** What is left of a sample in a published table. @param sd with n - 1 */
public record Summary(double mean, double sd, int n) {
    public static Summary of(double... values) {
        return new Summary(Sample.mean(values), Sample.sd(values), values.length);
    }
}
