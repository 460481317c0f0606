package sdde.evaluate.aggregator;

import sdde.evaluate.TrainingFeatures;

/**
 * One confidence an image from where its features lie among those of training images; higher means more in-distribution.
 * That of an ensemble is the mean over its members, as {@code average-energy} is: neither paper speaks of ensembles. No
 * temperature has a part in it.
 */
public interface FeatureAggregator {
    /** Made ready for one member. */
    MemberConfidence fit(TrainingFeatures training, int member);

    /** Of one image by one member. */
    interface MemberConfidence {
        /** @param features (…, D) @param start where those of the image begin */
        double of(double[] features, int start);
    }
}
