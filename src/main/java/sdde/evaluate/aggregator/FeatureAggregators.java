package sdde.evaluate.aggregator;

import sdde.config.Registry;

/** All aggregators of features by the name a user writes; in tables they stand among {@link Aggregators}. */
public final class FeatureAggregators {
    public static final Registry<FeatureAggregator> REGISTRY = new Registry<FeatureAggregator>("aggregator")
            .with("mahalanobis", new Mahalanobis())
            .with("knn", new NearestNeighbours());

    private FeatureAggregators() {}
}
