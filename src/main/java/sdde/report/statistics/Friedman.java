package sdde.report.statistics;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Whether k methods differ in rank over N blocks: Friedman's chi-square, corrected for ties, and the less conservative F
 * of Iman and Davenport (1980), {@code F = (N - 1) chi2 / (N (k - 1) - chi2)}.
 *
 * @param blocks N
 * @param methods k
 * @param rankSums (k), rank 1 for the smallest score of a block
 * @param squares sum of the squared ranks of all blocks
 * @param uncorrected chi-square without the correction for ties
 * @param tieFactor {@code 1 - sum (t^3 - t) / (N k (k^2 - 1))}; 0 if every block is one tie
 */
public record Friedman(
        int blocks, int methods, List<Double> rankSums, double squares, double uncorrected, double tieFactor) {
    public Friedman {
        rankSums = List.copyOf(rankSums);
    }

    /** @param scores (N, k); blocks in rows, at least one row */
    public static Friedman of(double[][] scores) {
        int blocks = scores.length;
        int methods = scores[0].length;
        double[] sums = new double[methods];
        double squares = 0;
        double ties = 0;
        for (double[] block : scores) {
            double[] ranks = Ranks.of(block);
            for (int j = 0; j < methods; j++) {
                sums[j] += ranks[j];
                squares += ranks[j] * ranks[j];
            }
            ties += Ranks.ties(block);
        }
        double sumOfSquares = Arrays.stream(sums).map(sum -> sum * sum).sum();
        double size = (double) blocks * methods;
        double chiSquare = 12 / (size * (methods + 1)) * sumOfSquares - 3.0 * blocks * (methods + 1);
        double factor = 1 - ties / (size * (methods * (double) methods - 1));
        return new Friedman(blocks, methods, Arrays.stream(sums).boxed().toList(), squares, chiSquare, factor);
    }

    /** Corrected for ties; NaN if every block is one tie. */
    public double chiSquare() {
        return tieFactor == 0 ? Double.NaN : uncorrected / tieFactor;
    }

    /** Upper tail of chi-square with k - 1 degrees of freedom. */
    public double p() {
        double chiSquare = chiSquare();
        return Double.isNaN(chiSquare)
                ? Double.NaN
                : 1 - new ChiSquaredDistribution(methods - 1).cumulativeProbability(Math.max(0, chiSquare));
    }

    /** Iman and Davenport's F: infinite where all blocks agree, NaN for a single block. */
    public double f() {
        if (blocks < 2) {
            return Double.NaN;
        }
        double chiSquare = chiSquare();
        double rest = blocks * (methods - 1.0) - chiSquare;
        return rest <= 1e-12 * blocks * methods ? Double.POSITIVE_INFINITY : (blocks - 1) * chiSquare / rest;
    }

    /** Upper tail of F with k - 1 and (k - 1)(N - 1) degrees of freedom. */
    public double pOfF() {
        double f = f();
        if (Double.isNaN(f)) {
            return Double.NaN;
        }
        return Double.isInfinite(f)
                ? 0
                : 1 - new FDistribution(methods - 1, (double) (methods - 1) * (blocks - 1)).cumulativeProbability(f);
    }

    /** Mean rank by method. @param bestIsHighest whether rank 1 goes to the highest score */
    public double[] meanRanks(boolean bestIsHighest) {
        return rankSums.stream()
                .mapToDouble(sum -> sum / blocks)
                .map(rank -> bestIsHighest ? methods + 1 - rank : rank)
                .toArray();
    }
}
