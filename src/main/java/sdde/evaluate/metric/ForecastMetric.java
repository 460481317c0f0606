package sdde.evaluate.metric;

/** Scores probabilities against labels; NaN for no image. */
public interface ForecastMetric extends Metric {
    double of(Forecast forecast);
}
