package sdde.report.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of paired differences {@code x - y}, rounded to 12 decimals before they are ranked. Exact
 * with ties: all signs on the midranks that occur, counted by convolution, not by a table for distinct ranks.
 */
public final class Wilcoxon {
    /** What becomes of differences that are zero. */
    public enum Zeros {
        /** Dropped before ranking (Wilcoxon). */
        DROPPED,
        /** Ranked, then dropped (Pratt 1959). */
        RANKED
    }

    private final int[] ranks; // of the differences that are not zero, doubled, so that midranks are whole
    private final double plus;
    private final double minus;

    private Wilcoxon(int[] ranks, double plus, double minus) {
        this.ranks = ranks;
        this.plus = plus;
        this.minus = minus;
    }

    public static Wilcoxon paired(double[] x, double[] y, Zeros zeros) {
        return of(Sample.differences(x, y), zeros);
    }

    static Wilcoxon of(double[] differences, Zeros zeros) {
        double[] rounded = Arrays.stream(differences).map(Sample::rounded).toArray();
        double[] nonZero = Arrays.stream(rounded).filter(d -> d != 0).toArray();
        int dropped = zeros == Zeros.RANKED ? rounded.length - nonZero.length : 0;
        double[] ranks = Ranks.of(Arrays.stream(nonZero).map(Math::abs).toArray());
        double plus = 0;
        double minus = 0;
        int[] twice = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            double rank = ranks[i] + dropped; // zeros are the smallest
            twice[i] = (int) Math.round(2 * rank);
            plus += nonZero[i] > 0 ? rank : 0;
            minus += nonZero[i] < 0 ? rank : 0;
        }
        return new Wilcoxon(twice, plus, minus);
    }

    /** Sum of the ranks of positive differences. */
    public double plus() {
        return plus;
    }

    /** Sum of the ranks of negative differences. */
    public double minus() {
        return minus;
    }

    /** Number of differences that are not zero. */
    public int size() {
        return ranks.length;
    }

    /** Over all 2^n signs; two-sided is twice the smaller tail, at most 1; 1 if all differences are zero. */
    public double exact(Alternative alternative) {
        return switch (alternative) {
            case GREATER -> upperTail(plus);
            case LESS -> upperTail(minus); // signs are symmetric
            case TWO_SIDED -> Math.min(1, 2 * Math.min(upperTail(plus), upperTail(minus)));
        };
    }

    private double upperTail(double sum) {
        double[] chances = RankSums.ofSigns(ranks); // of each sum of doubled ranks
        double tail = 0;
        for (int s = (int) Math.round(2 * sum); s < chances.length; s++) {
            tail += chances[s];
        }
        return Math.min(1, tail);
    }

    /** As SciPy tells it: of the smaller sum for two-sided, of {@code plus} otherwise. NaN if all differences are zero. */
    public double z(Alternative alternative, boolean continuity) {
        double mean = (plus + minus) / 2;
        double variance = Arrays.stream(ranks).mapToDouble(r -> r * (double) r).sum() / 16; // corrected for ties
        double distance = (alternative == Alternative.TWO_SIDED ? Math.min(plus, minus) : plus) - mean;
        double correction =
                switch (alternative) {
                    case TWO_SIDED -> Math.signum(distance) / 2;
                    case GREATER -> 0.5;
                    case LESS -> -0.5;
                };
        return (distance - (continuity ? correction : 0)) / Math.sqrt(variance);
    }

    /** By the normal approximation; {@link #exact} is better wherever it is affordable, which is up to hundreds of pairs. */
    public double asymptotic(Alternative alternative, boolean continuity) {
        double z = z(alternative, continuity);
        if (Double.isNaN(z)) {
            return Double.NaN;
        }
        NormalDistribution normal = new NormalDistribution();
        return switch (alternative) {
            case TWO_SIDED -> 2 * normal.cumulativeProbability(-Math.abs(z));
            case GREATER -> normal.cumulativeProbability(-z);
            case LESS -> normal.cumulativeProbability(z);
        };
    }
}
