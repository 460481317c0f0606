package sdde.evaluate.diversity;

import sdde.evaluate.Orientation;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.Predictions;
import sdde.evaluate.metric.Forecast;
import sdde.evaluate.metric.ForecastMetric;
import sdde.evaluate.metric.Metrics;

/**
 * The members' mean NLL less the ensemble's: what being many is worth. Never negative, by Jensen's inequality; 0 for one
 * member.
 *
 * @param pooling how the members become one forecast
 */
record EnsembleGain(Pooling pooling) implements Diversity {
    @Override
    public double of(Predictions predictions, Outputs outputs) {
        double members = 0;
        for (int n = 0; n < outputs.members(); n++) {
            for (int b = 0; b < outputs.size(); b++) {
                members -= outputs.logProbability(n, b, predictions.label(b));
            }
        }
        Forecast forecast = Forecast.of(outputs, pooling, predictions.labels());
        double ensemble = ((ForecastMetric) Metrics.REGISTRY.defaults("nll")).of(forecast);
        return members / outputs.members() / outputs.size() - ensemble;
    }

    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }
}
