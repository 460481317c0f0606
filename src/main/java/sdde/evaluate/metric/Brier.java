package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** {@code sum_c (p_c - [c = y])^2}, mean over images: from 0 to 2. */
record Brier() implements ForecastMetric {
    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double of(Forecast forecast) {
        double sum = 0;
        for (int b = 0; b < forecast.size(); b++) {
            for (int c = 0; c < forecast.classes(); c++) {
                double gap = forecast.probability(b, c) - (c == forecast.label(b) ? 1 : 0);
                sum += gap * gap;
            }
        }
        return sum / forecast.size();
    }
}
