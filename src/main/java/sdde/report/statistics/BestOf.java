package sdde.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of several methods is best on one metric, and which of the others the data cannot tell from it: paired tests of
 * the best against each, Holm over the others.
 *
 * @param best index of the best mean, means compared to 12 decimals; the first of equals; -1 if no method has a value
 * @param tied all methods with that mean
 * @param raw p by method; NaN for the best itself and where there is no test
 * @param adjusted the same after Holm
 */
public record BestOf(int best, List<Integer> tied, List<Double> raw, List<Double> adjusted) {
    /** Of differences paired by seed. */
    public enum Test {
        T {
            @Override
            double p(double[] x, double[] y, Alternative alternative) {
                return StudentT.paired(x, y).p(alternative);
            }
        },
        /** Exact signed rank, zeros dropped: from five seeds it can reject nothing. */
        WILCOXON {
            @Override
            double p(double[] x, double[] y, Alternative alternative) {
                return Wilcoxon.paired(x, y, Wilcoxon.Zeros.DROPPED).exact(alternative);
            }
        };

        abstract double p(double[] x, double[] y, Alternative alternative);
    }

    public BestOf {
        tied = List.copyOf(tied);
        raw = List.copyOf(raw);
        adjusted = List.copyOf(adjusted);
    }

    /** Two-sided t tests. */
    public static BestOf of(double[][] scores, boolean higherIsBetter) {
        return of(scores, higherIsBetter, Test.T, Alternative.TWO_SIDED);
    }

    /**
     * @param scores (methods, seeds) paired by seed; NaN where a method lacks one
     * @param higherIsBetter orientation
     * @param alternative {@code GREATER} asks whether the best is better, whatever the orientation
     */
    public static BestOf of(double[][] scores, boolean higherIsBetter, Test test, Alternative alternative) {
        double[][] gains = Arrays.stream(scores)
                .map(row -> Arrays.stream(row).map(v -> higherIsBetter ? v : -v).toArray())
                .toArray(double[][]::new);
        double[] means = Arrays.stream(gains).mapToDouble(BestOf::mean).toArray();
        double highest =
                Arrays.stream(means).filter(m -> !Double.isNaN(m)).max().orElse(Double.NaN);
        List<Integer> tied = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            if (means[i] == highest) {
                tied.add(i);
            }
        }
        int best = tied.isEmpty() ? -1 : tied.get(0);
        double[] p = new double[scores.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = best < 0 || i == best ? Double.NaN : p(gains[best], gains[i], test, alternative);
        }
        return new BestOf(best, tied, list(p), list(Multiple.holm(p)));
    }

    /** Whether a method cannot be told from the best at {@code alpha}; without a test, it cannot. */
    public boolean keeps(int method, double alpha) {
        return method == best || !(adjusted.get(method) < alpha);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double mean(double[] values) {
        return Sample.rounded(Sample.mean(
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray()));
    }

    private static double p(double[] best, double[] other, Test test, Alternative alternative) {
        List<Integer> common = new ArrayList<>();
        for (int seed = 0; seed < best.length; seed++) {
            if (!Double.isNaN(best[seed]) && !Double.isNaN(other[seed])) {
                common.add(seed);
            }
        }
        if (common.isEmpty()) {
            return Double.NaN;
        }
        return test.p(
                common.stream().mapToDouble(seed -> best[seed]).toArray(),
                common.stream().mapToDouble(seed -> other[seed]).toArray(),
                alternative);
    }
}
