package sdde.evaluate.calibration;

/**
 * Scores counted in bins, each with what came true: number, mean score and share of hits.
 *
 * <p>A bin is given by its upper edge. Which bin a score on an edge belongs to is the {@link Closed} of the bins.
 */
public final class Bins {
    /** Which side of a bin belongs to it. */
    public enum Closed {
        /** {@code [low, high)}, and the last bin has 1.0 as well. */
        LEFT,
        /** {@code (low, high]}, and the first bin has 0 as well. */
        RIGHT
    }

    private final double[] upperEdges; // (K), ascending, the last 1
    private final Closed closed;
    private final int[] counts; // (K)
    private final double[] scores; // (K), sums
    private final double[] squares; // (K), sums of squared scores
    private final double[] hits; // (K), sums
    private final double[] products; // (K), sums of scores of hits
    private int total;

    /** @param upperEdges (K), ascending, the last 1 */
    public Bins(double[] upperEdges, Closed closed) {
        this.upperEdges = upperEdges.clone();
        this.closed = closed;
        this.counts = new int[upperEdges.length];
        this.scores = new double[upperEdges.length];
        this.squares = new double[upperEdges.length];
        this.hits = new double[upperEdges.length];
        this.products = new double[upperEdges.length];
    }

    /** Bins of equal width; edges are the quotients {@code i / bins}. */
    public static Bins equalWidth(int bins, Closed closed) {
        double[] edges = new double[bins];
        for (int i = 0; i < bins; i++) {
            edges[i] = (i + 1.0) / bins;
        }
        return new Bins(edges, closed);
    }

    /** @param score in [0, 1] */
    public void add(double score, boolean hit) {
        int bin = indexOf(score);
        counts[bin]++;
        scores[bin] += score;
        squares[bin] += score * score;
        if (hit) {
            hits[bin]++;
            products[bin] += score;
        }
        total++;
    }

    private int indexOf(double score) {
        int low = 0;
        int high = upperEdges.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean below = closed == Closed.LEFT ? score < upperEdges[middle] : score <= upperEdges[middle];
            if (below) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** K. */
    public int size() {
        return counts.length;
    }

    public int total() {
        return total;
    }

    public int count(int bin) {
        return counts[bin];
    }

    /** NaN for an empty bin. */
    public double meanScore(int bin) {
        return scores[bin] / counts[bin];
    }

    /** Share of hits; NaN for an empty bin. */
    public double hitRate(int bin) {
        return hits[bin] / counts[bin];
    }

    /** {@code sum_k (n_k / n) |mean score - hit rate|}: the expected calibration error; NaN if there is no score. */
    public double expectedError() {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += Math.abs(scores[k] - hits[k]);
        }
        return sum / total;
    }

    /** The largest {@code |mean score - hit rate|} of a bin that has a score; NaN if there is none. */
    public double largestError() {
        double largest = total == 0 ? Double.NaN : 0;
        for (int k = 0; k < counts.length; k++) {
            largest = counts[k] == 0 ? largest : Math.max(largest, Math.abs(meanScore(k) - hitRate(k)));
        }
        return largest;
    }

    /**
     * {@link #reliability} less what chance adds to it: {@code (mean score - hit rate)^2 - hit rate (1 - hit rate) / (n_k - 1)}
     * a bin, weighed by {@code n_k / n}. A bin of one score adds nothing. May be negative.
     */
    public double debiasedSquaredError() {
        double sum = total == 0 ? Double.NaN : 0;
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 1) {
                double gap = meanScore(k) - hitRate(k);
                double chance = hitRate(k) * (1 - hitRate(k)) / (counts[k] - 1);
                sum = Math.fma((double) counts[k] / total, gap * gap - chance, sum); // terms may cancel
            }
        }
        return sum;
    }

    /** {@code sum_k (n_k / n) (mean score - hit rate)^2}. */
    public double reliability() {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            double gap = counts[k] == 0 ? 0 : meanScore(k) - hitRate(k);
            sum += counts[k] * gap * gap;
        }
        return sum / total;
    }

    /** {@code sum_k (n_k / n) (hit rate - base rate)^2}. */
    public double resolution() {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            double gap = counts[k] == 0 ? 0 : hitRate(k) - baseRate();
            sum += counts[k] * gap * gap;
        }
        return sum / total;
    }

    /** {@code base rate (1 - base rate)}. */
    public double uncertainty() {
        return baseRate() * (1 - baseRate());
    }

    /** Variance of the scores inside the bins less twice their covariance with the hits: what binning leaves over. */
    public double withinBins() {
        return withinVariance() - withinCovariance();
    }

    /** Variance of the scores inside the bins. */
    public double withinVariance() {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k] == 0 ? 0 : squares[k] - scores[k] * scores[k] / counts[k];
        }
        return sum / total;
    }

    /** Twice the covariance of the scores with the hits inside the bins. */
    public double withinCovariance() {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k] == 0 ? 0 : 2 * (products[k] - scores[k] * hits[k] / counts[k]);
        }
        return sum / total;
    }

    private double baseRate() {
        double sum = 0;
        for (double hit : hits) {
            sum += hit;
        }
        return sum / total;
    }
}
