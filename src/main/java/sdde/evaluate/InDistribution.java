package sdde.evaluate;

import java.util.Map;
import sdde.evaluate.diversity.Diversities;
import sdde.evaluate.metric.Forecast;
import sdde.evaluate.metric.ForecastMetric;
import sdde.evaluate.metric.Metric;
import sdde.evaluate.metric.Metrics;
import sdde.evaluate.metric.Selection;
import sdde.evaluate.metric.SelectionMetric;

/** What is measured on a labelled set of the training classes. */
record InDistribution(
        String evalSet, Temperatures temperatures, FeatureConfidences features, Wanted wanted, Rows rows) {
    /** The aggregator under whose name a pooling's forecast stands. */
    private static final Map<Pooling, String> FORECAST_NAMES =
            Map.of(Pooling.MEAN_LOGITS, Measurement.NO_AGGREGATOR, Pooling.MEAN_PROBABILITIES, "prob-average");

    /** Adds all rows of the set; gives its confidences, with which OOD sets are compared. */
    Confidences measure(Predictions predictions) {
        Outputs unscaled = predictions.outputs();
        if (wanted.all()) {
            forecasts(predictions, unscaled);
        }
        Confidences confidences = Confidences.of(predictions, temperatures, features, wanted);
        selection(unscaled, predictions, confidences);
        if (wanted.all()) {
            diversity(predictions, unscaled);
        }
        return confidences;
    }

    private void forecasts(Predictions predictions, Outputs unscaled) {
        for (Pooling pooling : Pooling.values()) {
            forecast(Forecast.of(unscaled, pooling, predictions.labels()), pooling, Measurement.NO_TEMPERATURE);
        }
        temperatures
                .fitted()
                .forEach((pooling, temperature) -> forecast(
                        Forecast.of(predictions.at(temperature), pooling, predictions.labels()),
                        pooling,
                        pooling.label()));
    }

    private void forecast(Forecast forecast, Pooling pooling, String temperature) {
        for (String name : Metrics.REGISTRY.names()) {
            if (Metrics.REGISTRY.defaults(name) instanceof ForecastMetric metric) {
                rows.add(new Measurement(
                        evalSet, String.valueOf(FORECAST_NAMES.get(pooling)), temperature, name, metric.of(forecast)));
            }
        }
    }

    /** Of the default prediction, the arg-max of mean logits. */
    private void selection(Outputs outputs, Predictions predictions, Confidences confidences) {
        boolean[] wrong = new boolean[outputs.size()]; // (B)
        for (int b = 0; b < wrong.length; b++) {
            wrong[b] = outputs.prediction(b) != predictions.label(b);
        }
        confidences.byKey().forEach((key, confidence) -> {
            Selection selection = Selection.of(confidence, wrong);
            for (String name : Metrics.REGISTRY.names()) {
                Metric metric = Metrics.REGISTRY.defaults(name);
                if (metric instanceof SelectionMetric selective) {
                    rows.add(new Measurement(
                            evalSet, key.aggregator(), key.temperature(), name, selective.of(selection)));
                }
            }
        });
    }

    private void diversity(Predictions predictions, Outputs outputs) {
        for (String name : Diversities.REGISTRY.names()) {
            double score = Diversities.REGISTRY.defaults(name).of(predictions, outputs);
            rows.add(new Measurement(evalSet, Measurement.NO_AGGREGATOR, Measurement.NO_TEMPERATURE, name, score));
        }
    }
}
