package sdde.evaluate;

import java.util.LinkedHashMap;
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

    static Confidences of(Predictions predictions, Temperatures temperatures, FeatureConfidences features) {
        Map<Key, double[]> byKey = new LinkedHashMap<>();
        Outputs unscaled = predictions.outputs();
        for (String name : Aggregators.REGISTRY.names()) {
            Aggregator aggregator = Aggregators.named(name);
            byKey.put(new Key(name, Measurement.NO_TEMPERATURE), aggregator.confidence(unscaled));
        }
        temperatures.fitted().forEach((pooling, temperature) -> {
            Outputs scaled = predictions.at(temperature);
            for (String name : Aggregators.REGISTRY.names()) {
                Aggregator aggregator = Aggregators.named(name);
                if (aggregator.pooling() == pooling) {
                    byKey.put(new Key(name, pooling.label()), aggregator.confidence(scaled));
                }
            }
        });
        features.of(predictions)
                .forEach((name, confidence) -> byKey.put(new Key(name, Measurement.NO_TEMPERATURE), confidence));
        return new Confidences(byKey);
    }
}
