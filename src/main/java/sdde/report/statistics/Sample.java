package sdde.report.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/** Mean, spread and interval of one sample. */
public final class Sample {
    private Sample() {}

    /** NaN for an empty sample. */
    public static double mean(double... values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Standard deviation with n - 1; NaN for fewer than two values. */
    public static double sd(double... values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Linear between order statistics, as NumPy's default; NaN for an empty sample. @param sorted ascending */
    static double quantile(double probability, double... sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = probability * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** Student's interval for the mean; undefined for fewer than two values. @param level such as 0.95 */
    public static Interval meanInterval(double level, double... values) {
        return Summary.of(values).interval(level);
    }

    /** {@code x - y} by position. @throws IllegalArgumentException for samples of different length */
    public static double[] differences(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "paired samples must be of one length, got " + x.length + " and " + y.length);
        }
        double[] differences = new double[x.length];
        Arrays.setAll(differences, i -> x[i] - y[i]);
        return differences;
    }

    /** To 12 decimals, so that differences that are equal on paper are equal here and tie. */
    public static double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e12) / 1e12 : value;
    }

    static double tQuantile(double probability, double degrees) {
        return new TDistribution(degrees).inverseCumulativeProbability(probability);
    }
}
