package sdde.evaluate;

import java.util.Map;

/** The temperatures themselves, as measurements of the set they were fitted on. */
record FittedTemperatures(String evalSet, Temperatures temperatures) {
    void addTo(Rows rows) {
        for (Map.Entry<Pooling, Double> fitted : temperatures.fitted().entrySet()) {
            add(rows, fitted.getKey(), "temperature", fitted.getValue());
        }
        add(rows, Pooling.MEAN_LOGITS, "temperature_paper", temperatures.paper());
    }

    private void add(Rows rows, Pooling pooling, String metric, double score) {
        rows.add(new Measurement(evalSet, Measurement.NO_AGGREGATOR, pooling.label(), metric, score));
    }
}
