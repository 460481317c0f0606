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

    @Override
    public MemberConfidence fit(TrainingFeatures training, int member) {
        double[][] samples = new double[training.kept()][]; // (K, D)
        Arrays.setAll(samples, i -> UnitSamples.unit(training.sample(member, i), 0, training.width()));
        UnitSamples units = new UnitSamples(samples, training.width());
        int k = Math.max(1, training.kept() / SHARE);
        return (features, start) -> {
            double[] unit = UnitSamples.unit(features, start, training.width()); // (D)
            return -Math.sqrt(Math.max(0, units.squaredDistance(unit, k)));
        };
    }
}
