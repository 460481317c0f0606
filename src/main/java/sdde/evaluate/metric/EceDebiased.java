package sdde.evaluate.metric;

import sdde.evaluate.Orientation;

/**
 * Root of the mean squared calibration error less what chance adds to it, {@code accuracy (1 - accuracy) / (n_k - 1)} a bin
 * (Kumar, Liang and Ma 2019), in bins of equal count. A bin of one image adds nothing; 0 where the difference is negative.
 *
 * @param bins number of bins, fewer where there are fewer images or ties
 */
record EceDebiased(int bins) implements ForecastMetric {
    EceDebiased {
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
        return Math.sqrt(
                Math.max(0, forecast.topLabel(EqualCount.bins(forecast, bins)).debiasedSquaredError()));
    }
}
