package sdde.evaluate.aggregator;

import java.util.Arrays;
import sdde.evaluate.TrainingFeatures;

/**
 * {@code -|f/|f| - s_(k)|}: distance to the k-th nearest of the stored training features, all of length 1 (Sun et al. 2022,
 * "Out-of-Distribution Detection with Deep Nearest Neighbors"). k is a thousandth of the sample, at least 1, the share they
 * use: 50 of 50,000 for CIFAR, 1000 of 1.28 million for ImageNet.
 */
record NearestNeighbours() implements FeatureAggregator {
    private static final int SHARE = 1000;
    private static final double EPSILON = 1e-10;

    @Override
    public MemberConfidence fit(TrainingFeatures training, int member) {
        int kept = training.kept();
        int width = training.width();
        int k = Math.max(1, kept / SHARE);
        double[][] columns = new double[width][kept]; // (D, K): sums over D then run along K
        double[] squares = new double[kept]; // (K), 1 but for vectors of zeros
        for (int i = 0; i < kept; i++) {
            double[] unit = unit(training.sample(member, i), 0, width);
            for (int d = 0; d < width; d++) {
                columns[d][i] = unit[d];
                squares[i] += unit[d] * unit[d];
            }
        }
        return (features, start) -> {
            double[] unit = unit(features, start, width); // (D)
            double square = Arrays.stream(unit).map(x -> x * x).sum();
            double[] distances = new double[kept]; // (K), squared
            Arrays.setAll(distances, i -> square + squares[i]);
            for (int d = 0; d < width; d++) {
                subtract(distances, 2 * unit[d], columns[d]);
            }
            return -Math.sqrt(Math.max(0, smallest(distances, k)));
        };
    }

    private static void subtract(double[] from, double factor, double[] column) {
        if (factor != 0) { // after a ReLU half of them are
            for (int i = 0; i < from.length; i++) {
                from[i] -= factor * column[i];
            }
        }
    }

    private static double[] unit(double[] features, int start, int width) {
        double square = 0;
        for (int d = 0; d < width; d++) {
            square += features[start + d] * features[start + d];
        }
        double length = Math.sqrt(square) + EPSILON;
        double[] unit = new double[width];
        Arrays.setAll(unit, d -> features[start + d] / length);
        return unit;
    }

    /** The k-th smallest. */
    private static double smallest(double[] values, int k) {
        double[] least = new double[k]; // ascending
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (double value : values) {
            for (int at = k - 1; at >= 0 && value < least[at]; at--) {
                if (at + 1 < k) {
                    least[at + 1] = least[at];
                }
                least[at] = value;
            }
        }
        return least[k - 1];
    }
}
