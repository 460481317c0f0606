package sdde.evaluate.metric;

import sdde.evaluate.Orientation;
import sdde.evaluate.calibration.Bins;

/**
 * Mean over classes of the expected calibration error of "it is this class", in bins of equal width.
 *
 * @param bins number of bins
 * @param closed by default {@code [low, high)}, with probability 1.0 in the last bin
 */
record EceClasswise(int bins, Bins.Closed closed) implements ForecastMetric {
    EceClasswise {
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
        double sum = 0;
        for (int c = 0; c < forecast.classes(); c++) {
            sum += forecast.oneAgainstRest(c, Bins.equalWidth(bins, closed)).expectedError();
        }
        return sum / forecast.classes();
    }
}
