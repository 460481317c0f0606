package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Share of right predictions where these are the arg-max of a float32 softmax, as the authors': classes whose
 * probabilities round to the same number tie, and the first of them is predicted.
 */
record AccuracyPaper() implements ForecastMetric {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double of(Forecast forecast) {
        int right = 0;
        for (int b = 0; b < forecast.size(); b++) {
            right += PaperForecast.of(forecast, b).prediction() == forecast.label(b) ? 1 : 0;
        }
        return (double) right / forecast.size();
    }
}
