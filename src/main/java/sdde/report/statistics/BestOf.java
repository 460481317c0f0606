package sdde.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of several methods is best on one metric, and which of the others the data cannot tell from it: two-sided paired
 * t tests against the best, Holm over the others.
 *
 * @param best index of the best mean; the first of equals; -1 if no method has a value
 * @param adjusted Holm-adjusted p by method; NaN for the best itself and where there is no test
 */
public record BestOf(int best, List<Double> adjusted) {
    public BestOf {
        adjusted = List.copyOf(adjusted);
    }

    /**
     * @param scores (methods, seeds) paired by seed; NaN where a method lacks one
     * @param higherIsBetter orientation
     */
    public static BestOf of(double[][] scores, boolean higherIsBetter) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            double mean = mean(scores[i]);
            if (!Double.isNaN(mean)
                    && (best < 0 || (higherIsBetter ? mean > mean(scores[best]) : mean < mean(scores[best])))) {
                best = i;
            }
        }
        double[] p = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            p[i] = best < 0 || i == best ? Double.NaN : test(scores[best], scores[i]);
        }
        return new BestOf(best, Arrays.stream(Multiple.holm(p)).boxed().toList());
    }

    /** Whether a method cannot be told from the best at {@code alpha}; without a test, it cannot. */
    public boolean keeps(int method, double alpha) {
        return method == best || !(adjusted.get(method) < alpha);
    }

    private static double mean(double[] values) {
        return Sample.rounded(Sample.mean(
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray()));
    }

    private static double test(double[] best, double[] other) {
        List<Integer> common = new ArrayList<>();
        for (int seed = 0; seed < best.length; seed++) {
            if (!Double.isNaN(best[seed]) && !Double.isNaN(other[seed])) {
                common.add(seed);
            }
        }
        if (common.size() < 2) {
            return Double.NaN;
        }
        return StudentT.paired(
                        common.stream().mapToDouble(seed -> best[seed]).toArray(),
                        common.stream().mapToDouble(seed -> other[seed]).toArray())
                .p(Alternative.TWO_SIDED);
    }
}
