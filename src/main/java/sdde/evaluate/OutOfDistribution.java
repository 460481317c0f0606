package sdde.evaluate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import sdde.evaluate.diversity.Diversities;
import sdde.evaluate.diversity.Diversity;
import sdde.evaluate.metric.Detection;
import sdde.evaluate.metric.DetectionMetric;
import sdde.evaluate.metric.Metrics;

/** How well the OOD sets of one role are told from the in-distribution set. */
final class OutOfDistribution {
    private record Cell(Confidences.Key confidence, String metric) {}

    private final Temperatures temperatures;
    private final FeatureConfidences features;
    private final Wanted wanted;
    private final Rows rows;
    private final Map<Confidences.Key, double[]> known = new HashMap<>(); // sorted
    private final Map<Cell, Double> sums = new LinkedHashMap<>();
    private int sets;

    OutOfDistribution(
            Temperatures temperatures, FeatureConfidences features, Confidences known, Wanted wanted, Rows rows) {
        this.temperatures = temperatures;
        this.features = features;
        this.wanted = wanted;
        this.rows = rows;
        known.byKey().forEach((key, confidence) -> this.known.put(key, Detection.sorted(confidence)));
    }

    void measure(String evalSet, Predictions predictions) {
        Confidences.of(predictions, temperatures, features, wanted).byKey().forEach((key, confidence) -> {
            double[] inDistribution = known.getOrDefault(key, new double[0]);
            Detection detection = Detection.ofSorted(inDistribution, Detection.sorted(confidence));
            for (String name : Metrics.REGISTRY.names()) {
                if (Metrics.REGISTRY.defaults(name) instanceof DetectionMetric metric) {
                    double score = metric.of(detection);
                    rows.add(new Measurement(evalSet, key.aggregator(), key.temperature(), name, score));
                    sums.merge(new Cell(key, name), score, Double::sum);
                }
            }
        });
        if (wanted.all()) {
            diversity(evalSet, predictions);
        }
        sets++;
    }

    private void diversity(String evalSet, Predictions predictions) {
        Outputs outputs = predictions.outputs();
        for (String name : Diversities.REGISTRY.names()) {
            Diversity measure = Diversities.REGISTRY.defaults(name);
            if (measure.alsoOutOfDistribution()) {
                double score = measure.of(predictions, outputs);
                rows.add(new Measurement(evalSet, Measurement.NO_AGGREGATOR, Measurement.NO_TEMPERATURE, name, score));
            }
        }
    }

    /** Unweighted means over the sets measured; undefined where one of them is. */
    void addMeans(String evalSet) {
        sums.forEach((cell, sum) -> rows.add(new Measurement(
                evalSet, cell.confidence().aggregator(), cell.confidence().temperature(), cell.metric(), sum / sets)));
    }
}
