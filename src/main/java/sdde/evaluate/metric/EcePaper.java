package sdde.evaluate.metric;

import sdde.evaluate.Orientation;
import sdde.evaluate.calibration.Bins;

/**
 * The authors' expected calibration error: bins {@code [low, high)} of equal width on float32 confidences, so that an
 * image whose softmax rounds to exactly 1.0 (a gap of about 17 between logits) falls into no bin and is left out; 0 if
 * all are.
 *
 * @param bins number of bins; the authors' is 15
 */
record EcePaper(int bins) implements ForecastMetric {
    EcePaper {
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
        Bins counted = Bins.equalWidth(bins, Bins.Closed.LEFT);
        for (int b = 0; b < forecast.size(); b++) {
            PaperForecast rounded = PaperForecast.of(forecast, b);
            if (rounded.confidence() < 1) {
                counted.add(rounded.confidence(), rounded.prediction() == forecast.label(b));
            }
        }
        return counted.total() == 0 && forecast.size() > 0 ? 0 : counted.expectedError();
    }
}
