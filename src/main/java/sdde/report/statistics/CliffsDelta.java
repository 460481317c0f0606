package sdde.report.statistics;

/**
 * How often a value of one sample exceeds one of the other, ties counting half: Mann-Whitney's U, Vargha and Delaney's
 * {@code A12 = U / (m n)}, Cliff's {@code delta = 2 A12 - 1}. Positive, or above one half, where x is larger.
 */
public record CliffsDelta(double u, double a12) {
    public static CliffsDelta of(double[] x, double[] y) {
        double u = 0;
        for (double a : x) {
            for (double b : y) {
                u += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return new CliffsDelta(u, u / ((double) x.length * y.length));
    }

    public double delta() {
        return 2 * a12 - 1;
    }

    public Magnitude magnitude() {
        return Magnitude.of(delta(), 0.147, 0.33, 0.474);
    }
}
