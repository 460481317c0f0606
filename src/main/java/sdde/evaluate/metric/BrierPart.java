package sdde.evaluate.metric;

import sdde.evaluate.Orientation;
import sdde.evaluate.calibration.Bins;

/**
 * One part of Murphy's decomposition of the Brier score, summed over classes: {@code brier = reliability - resolution +
 * uncertainty + within bins}, in bins {@code (low, high]} of equal width.
 */
record BrierPart(Part part, int bins) implements ForecastMetric {
    /** Which part. */
    enum Part {
        /** How far mean probabilities are from what came true. */
        RELIABILITY,
        /** How far what came true in the bins is from the base rate. */
        RESOLUTION,
        /** Of the labels alone. */
        UNCERTAINTY,
        /** What binning leaves over. */
        WITHIN_BINS
    }

    BrierPart {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be >= 1, got " + bins);
        }
    }

    @Override
    public Orientation orientation() {
        return switch (part) {
            case RELIABILITY -> Orientation.LOWER_IS_BETTER;
            case RESOLUTION -> Orientation.HIGHER_IS_BETTER;
            case UNCERTAINTY, WITHIN_BINS -> Orientation.NEITHER;
        };
    }

    @Override
    public double of(Forecast forecast) {
        double sum = forecast.size() == 0 ? Double.NaN : 0;
        for (int c = 0; c < forecast.classes(); c++) {
            Bins counted = forecast.oneAgainstRest(c, Bins.equalWidth(bins, Bins.Closed.RIGHT));
            sum += of(counted);
        }
        return sum;
    }

    private double of(Bins counted) {
        return switch (part) {
            case RELIABILITY -> counted.reliability();
            case RESOLUTION -> counted.resolution();
            case UNCERTAINTY -> counted.uncertainty();
            case WITHIN_BINS -> counted.withinBins();
        };
    }
}
