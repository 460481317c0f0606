package sdde.report.statistics;

/**
 * The exact paired permutation test: all 2^n ways to give signs to the differences {@code x - y}, the observed one
 * included; the statistic is their sum. It assumes nothing but that the signs are exchangeable.
 */
public record SignFlip(double greater, double less) {
    /** 2^22 patterns take some 20 ms; beyond, the exact test says nothing that t does not. */
    public static final int MOST_PAIRS = 22;

    /** Sums that are equal on paper differ in the last bits. */
    private static final double TIE = 1e-12;

    /** @throws IllegalArgumentException for more than {@link #MOST_PAIRS} pairs */
    public static SignFlip paired(double[] x, double[] y) {
        double[] differences = Sample.differences(x, y);
        if (differences.length > MOST_PAIRS) {
            throw new IllegalArgumentException("at most " + MOST_PAIRS + " pairs, got " + differences.length);
        }
        double observed = 0;
        for (double difference : differences) {
            observed += difference;
        }
        long patterns = patterns(differences.length);
        long atLeast = 0;
        long atMost = 0;
        for (long pattern = 0; pattern < patterns; pattern++) {
            double sum = sum(differences, pattern);
            atLeast += sum >= observed - TIE ? 1 : 0;
            atMost += sum <= observed + TIE ? 1 : 0;
        }
        return new SignFlip((double) atLeast / patterns, (double) atMost / patterns);
    }

    public double twoSided() {
        return Math.min(1, 2 * Math.min(greater, less));
    }

    /** How many patterns of signs n pairs have: 2^n. */
    public static long patterns(int pairs) {
        return 1L << pairs;
    }

    /** The smallest two-sided p that n pairs can give: 2 / 2^n; 1 for none. */
    public static double smallestTwoSided(int pairs) {
        return Math.min(1, Math.scalb(2.0, -pairs));
    }

    private static double sum(double[] differences, long pattern) {
        double sum = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
        }
        return sum;
    }
}
