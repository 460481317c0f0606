package sdde.report.statistics;

import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Two AUROCs of the same images compared (DeLong, DeLong and Clarke-Pearson 1988), by midranks (Sun and Xu 2014) in
 * O(n log n). The variance is that of drawing other images, not of training again.
 *
 * @param covariance of the two areas
 */
public record DeLong(double aucA, double aucB, double varianceA, double varianceB, double covariance) {
    /**
     * @param positive which images are positive; a positive should score higher. Fewer than two on a side leave the
     *     variances undefined
     */
    public static DeLong of(boolean[] positive, double[] scoresA, double[] scoresB) {
        Placements a = Placements.of(positive, scoresA);
        Placements b = Placements.of(positive, scoresB);
        return new DeLong(
                a.auc(),
                b.auc(),
                Placements.covariance(a, a),
                Placements.covariance(b, b),
                Placements.covariance(a, b));
    }

    /** {@code B - A}. */
    public double difference() {
        return aucB - aucA;
    }

    /** Of the difference. */
    public double variance() {
        return Math.max(0, varianceA + varianceB - 2 * covariance);
    }

    /** NaN where the two scores order alike. */
    public double z() {
        return difference() / Math.sqrt(variance());
    }

    public double pTwoSided() {
        double z = z();
        return Double.isNaN(z) ? Double.NaN : 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));
    }

    /** Of A, normal, cut to [0, 1]. */
    public Interval intervalA(double level) {
        return cut(around(aucA, varianceA, level));
    }

    public Interval intervalB(double level) {
        return cut(around(aucB, varianceB, level));
    }

    /** Of {@link #difference}, not cut. */
    public Interval interval(double level) {
        return around(difference(), variance(), level);
    }

    private static Interval around(double centre, double variance, double level) {
        double half = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2) * Math.sqrt(variance);
        return new Interval(centre - half, centre + half);
    }

    private static Interval cut(Interval interval) {
        return new Interval(Math.max(0, interval.low()), Math.min(1, interval.high()));
    }

    /** Where each image lies among those of the other side. */
    private static final class Placements {
        private final double[] ofPositives; // share of negatives below
        private final double[] ofNegatives; // share of positives above

        private Placements(double[] ofPositives, double[] ofNegatives) {
            this.ofPositives = ofPositives;
            this.ofNegatives = ofNegatives;
        }

        static Placements of(boolean[] positive, double[] scores) {
            int[] positives =
                    IntStream.range(0, scores.length).filter(i -> positive[i]).toArray();
            int[] negatives =
                    IntStream.range(0, scores.length).filter(i -> !positive[i]).toArray();
            double[] all = Ranks.of(scores);
            double[] amongPositives = ranksOf(positives, scores);
            double[] amongNegatives = ranksOf(negatives, scores);
            return new Placements(
                    IntStream.range(0, positives.length)
                            .mapToDouble(i -> (all[positives[i]] - amongPositives[i]) / negatives.length)
                            .toArray(),
                    IntStream.range(0, negatives.length)
                            .mapToDouble(j -> 1 - (all[negatives[j]] - amongNegatives[j]) / positives.length)
                            .toArray());
        }

        private static double[] ranksOf(int[] chosen, double[] scores) {
            return Ranks.of(IntStream.of(chosen).mapToDouble(i -> scores[i]).toArray());
        }

        double auc() {
            return Sample.mean(ofPositives);
        }

        static double covariance(Placements a, Placements b) {
            return covariance(a.ofPositives, b.ofPositives) / a.ofPositives.length
                    + covariance(a.ofNegatives, b.ofNegatives) / a.ofNegatives.length;
        }

        private static double covariance(double[] a, double[] b) {
            double meanA = Sample.mean(a);
            double meanB = Sample.mean(b);
            return IntStream.range(0, a.length)
                            .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                            .sum()
                    / (a.length - 1);
        }
    }
}
