package sdde.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.config.UserError;
import sdde.evaluate.aggregator.FeatureAggregator;
import sdde.evaluate.aggregator.FeatureAggregator.MemberConfidence;
import sdde.evaluate.aggregator.FeatureAggregators;
import sdde.run.Npy;

/**
 * Confidences from features, made ready once for all sets of a run; none where nothing is stored of its training features.
 *
 * @param width D
 * @param byName N each
 */
record FeatureConfidences(int width, Map<String, List<MemberConfidence>> byName) {
    static FeatureConfidences none() {
        return new FeatureConfidences(0, Map.of());
    }

    static FeatureConfidences of(Optional<TrainingFeatures> training, Wanted wanted) {
        Map<String, List<MemberConfidence>> byName = new LinkedHashMap<>();
        training.ifPresent(stored -> FeatureAggregators.REGISTRY.names().stream()
                .filter(wanted::has)
                .forEach(name -> {
                    FeatureAggregator aggregator = FeatureAggregators.REGISTRY.defaults(name);
                    List<MemberConfidence> members = new ArrayList<>();
                    for (int n = 0; n < stored.members(); n++) {
                        members.add(aggregator.fit(stored, n));
                    }
                    byName.put(name, members);
                }));
        return new FeatureConfidences(training.map(TrainingFeatures::width).orElse(0), byName);
    }

    /** Means over members (B) by name; none where a set has no features. @throws UserError if they are another ensemble's */
    Map<String, double[]> of(Predictions predictions) {
        Map<String, double[]> confidences = new LinkedHashMap<>();
        Npy stored = predictions.features();
        if (stored == null || byName.isEmpty()) {
            return confidences;
        }
        double[] features = stored.doubles(); // (N, B, D)
        byName.forEach((name, members) -> {
            requireShape(members.size(), stored.shape());
            confidences.put(name, mean(members, features, predictions.size()));
        });
        return confidences;
    }

    private void requireShape(int members, long[] shape) {
        if (shape[0] != members || shape[2] != width) {
            throw new UserError("training_features.npz has %d members with %d features, the predictions have %d with %d"
                    .formatted(members, width, shape[0], shape[2]));
        }
    }

    private double[] mean(List<MemberConfidence> members, double[] features, int size) {
        double[] mean = new double[size]; // (B)
        for (int n = 0; n < members.size(); n++) {
            for (int b = 0; b < size; b++) {
                mean[b] += members.get(n).of(features, (n * size + b) * width) / members.size();
            }
        }
        return mean;
    }
}
