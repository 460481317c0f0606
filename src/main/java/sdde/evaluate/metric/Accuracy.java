package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** Share of right predictions. */
record Accuracy() implements ForecastMetric {
    @Override
    public Orientation orientation() {
        return Orientation.HIGHER_IS_BETTER;
    }

    @Override
    public double of(Forecast forecast) {
        int right = 0;
        for (int b = 0; b < forecast.size(); b++) {
            right += forecast.isRight(b) ? 1 : 0;
        }
        return (double) right / forecast.size();
    }
}
