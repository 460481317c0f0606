package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Expected calibration error over bins of equal count. Edges lie midway between neighbouring bins and equal confidences
 * share a bin, so the order of the images does not matter.
 *
 * @param bins number of bins, fewer where there are fewer images or ties
 */
record EceAdaptive(int bins) implements ForecastMetric {
    EceAdaptive {
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
        return forecast.topLabel(EqualCount.bins(forecast, bins)).expectedError();
    }
}
