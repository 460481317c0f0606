package sdde.report.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjustment of p values that are read together. */
public final class Multiple {
    private Multiple() {}

    /**
     * Holm's step-down: the i-th smallest of m is multiplied by m - i + 1, never falls below the one before it, and is
     * at most 1. NaN (no test) stays NaN and does not count. Order as given.
     */
    public static double[] holm(double... p) {
        int[] ascending = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = p.clone();
        double floor = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            int at = ascending[rank];
            floor = Math.max(floor, Math.min(1, p[at] * (ascending.length - rank)));
            adjusted[at] = floor;
        }
        return adjusted;
    }

    /** Each p times their number, at most 1. NaN stays NaN and does not count. */
    public static double[] bonferroni(double... p) {
        long tests = Arrays.stream(p).filter(one -> !Double.isNaN(one)).count();
        return IntStream.range(0, p.length)
                .mapToDouble(i -> Math.min(1, p[i] * tests))
                .toArray();
    }
}
