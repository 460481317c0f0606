package sdde.evaluate.metric;

import sdde.evaluate.Orientation;
import sdde.evaluate.calibration.Bins;

/** Maximum calibration error: the largest |mean confidence - accuracy| of a bin that has an image. */
record Mce(int bins, Bins.Closed closed) implements ForecastMetric {
    Mce {
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
        return forecast.topLabel(Bins.equalWidth(bins, closed)).largestError();
    }
}
