package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** Mean over images of {@code -log p_y}, in nats. */
record Nll() implements ForecastMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double of(Forecast forecast) {
        double sum = 0;
        for (int b = 0; b < forecast.size(); b++) {
            sum -= forecast.labelLogProbability(b);
        }
        return sum / forecast.size();
    }
}
