package sdde.report.statistics;

/**
 * Whether the mean of new runs is one that a published mean ± sd leads to expect, new runs spreading as the published did:
 * {@code published mean ± t_(n-1) sd sqrt(1/n + 1/m)}. A published sd with divisor n must be multiplied by
 * {@code sqrt(n / (n - 1))} before.
 *
 * @param published sd with n - 1
 * @param runs m, number of new runs
 */
public record Replication(Summary published, int runs) {
    /** Where the mean of the new runs lies with this probability; undefined for fewer than two published runs. */
    public Interval interval(double level) {
        Interval around = test(published.mean()).interval(level);
        return new Interval(published.mean() + around.low(), published.mean() + around.high());
    }

    /** {@code new mean - published mean}; {@code GREATER} asks whether the new one is higher. */
    public StudentT test(double newMean) {
        double error = published.n() < 2 ? Double.NaN : published.sd() * Math.sqrt(1.0 / published.n() + 1.0 / runs);
        return new StudentT(newMean - published.mean(), error, published.n() - 1);
    }
}
