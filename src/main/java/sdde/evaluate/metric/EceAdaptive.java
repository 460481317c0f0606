package sdde.evaluate.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import sdde.evaluate.Orientation;
import sdde.evaluate.calibration.Bins;

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
        double[] sorted = IntStream.range(0, forecast.size())
                .mapToDouble(forecast::confidence)
                .sorted()
                .toArray();
        Bins counted = new Bins(upperEdges(sorted), Bins.Closed.RIGHT);
        for (int b = 0; b < forecast.size(); b++) {
            counted.add(forecast.confidence(b), forecast.isRight(b));
        }
        return counted.expectedError();
    }

    /** The first bins have one more where the count does not divide. */
    private double[] upperEdges(double[] sorted) {
        int parts = Math.min(bins, sorted.length);
        double[] edges = new double[Math.max(parts, 1)];
        int end = 0;
        for (int k = 0; k + 1 < parts; k++) {
            end += sorted.length / parts + (k < sorted.length % parts ? 1 : 0);
            edges[k] = (sorted[end - 1] + sorted[end]) / 2;
        }
        edges[edges.length - 1] = 1;
        return Arrays.stream(edges).distinct().toArray();
    }
}
