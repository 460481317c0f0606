package sdde.report.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Ranks from 1 by ascending value; equal values share the mean of their ranks. */
final class Ranks {
    private Ranks() {}

    /** Midranks in the order given. */
    static double[] of(double... values) {
        int[] ascending = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < ascending.length) {
            int to = from;
            while (to < ascending.length && values[ascending[to]] == values[ascending[from]]) {
                to++;
            }
            to = Math.max(to, from + 1); // NaN equals nothing
            for (int i = from; i < to; i++) {
                ranks[ascending[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** {@code sum (t^3 - t)} over groups of t equal values: what ties take off the variance of ranks. */
    static double ties(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double group = i - from;
                sum += group * group * group - group;
                from = i;
            }
        }
        return sum;
    }
}
