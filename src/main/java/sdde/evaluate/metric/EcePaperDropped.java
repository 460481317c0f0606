package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/** How many images the authors' calibration error leaves out, because their float32 confidence is exactly 1.0. */
record EcePaperDropped() implements ForecastMetric {
    @Override
    public Orientation orientation() {
        return Orientation.NEITHER;
    }

    @Override
    public double of(Forecast forecast) {
        int dropped = 0;
        for (int b = 0; b < forecast.size(); b++) {
            dropped += PaperForecast.of(forecast, b).confidence() >= 1 ? 1 : 0;
        }
        return dropped;
    }
}
