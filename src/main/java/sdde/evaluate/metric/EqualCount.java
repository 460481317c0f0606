package sdde.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import sdde.evaluate.calibration.Bins;

/** Bins of equal count; the first have one more where the count does not divide. */
final class EqualCount {
    private EqualCount() {}

    /** Edges midway between neighbouring bins, so that equal confidences share one; {@code (low, high]}. */
    static Bins bins(Forecast forecast, int bins) {
        return new Bins(upperEdges(forecast, bins), Bins.Closed.RIGHT);
    }

    /** Ascending and distinct, the last 1. */
    static double[] upperEdges(Forecast forecast, int bins) {
        double[] sorted = IntStream.range(0, forecast.size())
                .mapToDouble(forecast::confidence)
                .sorted()
                .toArray();
        int parts = Math.min(bins, sorted.length);
        double[] edges = new double[Math.max(parts, 1)];
        int end = 0;
        for (int k = 0; k + 1 < parts; k++) {
            end += count(sorted.length, parts, k);
            edges[k] = (sorted[end - 1] + sorted[end]) / 2;
        }
        edges[edges.length - 1] = 1;
        return Arrays.stream(edges).distinct().toArray();
    }

    /** Images of bin k. */
    static int count(int size, int bins, int k) {
        return size / bins + (k < size % bins ? 1 : 0);
    }

    /**
     * Expected calibration error in bins that part equal confidences by the order of the images: the older definition, kept
     * to compare with; {@link EceAdaptive} does not depend on the order.
     */
    static double errorInOrder(Forecast forecast, int bins) {
        int[] ascending = IntStream.range(0, forecast.size())
                .boxed()
                .sorted(Comparator.comparingDouble(forecast::confidence)) // stable
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        int from = 0;
        for (int k = 0; k < bins; k++) {
            double gap = 0;
            int to = from + count(ascending.length, bins, k);
            for (; from < to; from++) {
                gap += forecast.confidence(ascending[from]) - (forecast.isRight(ascending[from]) ? 1 : 0);
            }
            sum += Math.abs(gap);
        }
        return sum / ascending.length;
    }
}
