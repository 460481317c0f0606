package sdde.evaluate.metric;

import sdde.evaluate.Orientation;
import sdde.evaluate.calibration.Bins;

/**
 * Expected calibration error of the predicted class: {@code sum_k (n_k / n) |mean confidence - accuracy|} over bins of
 * equal width.
 *
 * @param bins number of bins
 * @param closed by default {@code [low, high)}, with confidence 1.0 in the last bin
 */
record Ece(int bins, Bins.Closed closed) implements ForecastMetric {
    Ece {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be >= 1, got " + bins);
        }
    }

    @Override
    public Orientation orientation() {
        return Orientation.LOWER_IS_BETTER;
    }

    @Override
    public double of(Forecast forecast) {
        Bins counted = Bins.equalWidth(bins, closed);
        for (int b = 0; b < forecast.size(); b++) {
            counted.add(forecast.confidence(b), forecast.isRight(b));
        }
        return counted.expectedError();
    }
}
