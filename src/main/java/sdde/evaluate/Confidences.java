package sdde.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdde.evaluate.aggregator.Aggregator;
import sdde.evaluate.aggregator.Aggregators;

/**
 * Confidences of one set by every aggregator, as it is and scaled by the temperature of its own pooling.
 *
 * @param byKey (B) each, in the order of the images
 */
record Confidences(Map<Key, double[]> byKey) {
    /** Which confidence. */
    record Key(String aggregator, String temperature) {}

    static Confidences none() {
        return new Confidences(Map.of());
    }

    static Confidences of(
            Predictions predictions, Temperatures temperatures, FeatureConfidences features, Wanted wanted) {
        Map<Key, double[]> byKey = new LinkedHashMap<>();
        Outputs unscaled = predictions.outputs();
        List<String> names =
                Aggregators.REGISTRY.names().stream().filter(wanted::has).toList();
        for (String name : names) {
            Aggregator aggregator = Aggregators.named(name);
            byKey.put(new Key(name, Measurement.NO_TEMPERATURE), aggregator.confidence(unscaled));
        }
        temperatures.fitted().forEach((pooling, temperature) -> {
            List<String> own = names.stream()
                    .filter(name -> Aggregators.named(name).pooling() == pooling)
                    .toList();
            if (!own.isEmpty()) {
                Outputs scaled = predictions.at(temperature);
                own.forEach(name -> byKey.put(
                        new Key(name, pooling.label()), Aggregators.named(name).confidence(scaled)));
            }
        });
        features.of(predictions)
                .forEach((name, confidence) -> byKey.put(new Key(name, Measurement.NO_TEMPERATURE), confidence));
        return new Confidences(byKey);
    }
}
