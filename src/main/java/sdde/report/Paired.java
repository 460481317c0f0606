package sdde.report;

import java.util.List;
import sdde.report.statistics.SignFlip;
import sdde.report.statistics.StudentT;

/**
 * Two rows on one endpoint: the values of the seeds that both have, by position.
 *
 * @param x of the first
 * @param y of the second, as many
 */
record Paired(List<Double> x, List<Double> y) {
    Paired {
        x = List.copyOf(x);
        y = List.copyOf(y);
    }

    /** @param first by seed, NaN where there is none. @param second likewise, as long */
    static Paired of(double[] first, double[] second) {
        List<Double> x = new java.util.ArrayList<>();
        List<Double> y = new java.util.ArrayList<>();
        for (int seed = 0; seed < first.length; seed++) {
            if (!Double.isNaN(first[seed]) && !Double.isNaN(second[seed])) {
                x.add(first[seed]);
                y.add(second[seed]);
            }
        }
        return new Paired(x, y);
    }

    int size() {
        return x.size();
    }

    double[] first() {
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] second() {
        return y.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Of first - second. */
    StudentT test() {
        return StudentT.paired(first(), second());
    }

    /** Two-sided p of the exact sign-flip test; NaN without pairs or for too many. */
    double exact() {
        return size() == 0 || size() > SignFlip.MOST_PAIRS
                ? Double.NaN
                : SignFlip.paired(first(), second()).twoSided();
    }

    /** The same with the sides exchanged where lower is better, so that more is better. */
    Paired oriented(boolean higherIsBetter) {
        return higherIsBetter ? this : new Paired(y, x);
    }
}
