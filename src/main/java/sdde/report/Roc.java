package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A ROC curve of out-of-distribution as positive, thinned to few points.
 *
 * @param falsePositives share of in-distribution samples at or below a confidence, ascending
 * @param truePositives share of OOD samples likewise
 * @param area exact, from all samples; ties count half
 */
record Roc(List<Double> falsePositives, List<Double> truePositives, double area) {
    /** Points of a curve. */
    static final int POINTS = 201;

    /** None where a side is empty or has an undefined confidence. */
    static Optional<Roc> of(double[] id, double[] ood) {
        double[] known = sorted(id);
        double[] other = sorted(ood);
        if (known.length == 0 || other.length == 0 || Double.isNaN(known[known.length - 1] + other[other.length - 1])) {
            return Optional.empty();
        }
        List<Double> x = new ArrayList<>(List.of(0.0));
        List<Double> y = new ArrayList<>(List.of(0.0));
        double area = 0;
        int i = 0;
        int o = 0;
        int last = 0;
        while (i < known.length || o < other.length) {
            double at = o == other.length || (i < known.length && known[i] < other[o]) ? known[i] : other[o];
            int fromI = i;
            int fromO = o;
            while (i < known.length && known[i] == at) {
                i++;
            }
            while (o < other.length && other[o] == at) {
                o++;
            }
            area += (i - fromI) * (fromO + (o - fromO) / 2.0);
            // the curve is steep at its start: keep a point for every 1/200 of its length along both axes together
            boolean end = i == known.length && o == other.length;
            double way = (double) i / known.length + (double) o / other.length;
            if (end || (int) (way * (POINTS - 1) / 2) > last) {
                last = (int) (way * (POINTS - 1) / 2);
                x.add((double) i / known.length);
                y.add((double) o / other.length);
            }
        }
        return Optional.of(new Roc(x, y, area / ((double) known.length * other.length)));
    }

    /** Of an ascending distribution function, as many as {@link #shares} or all if there are fewer. */
    static List<Double> quantiles(double[] values) {
        double[] sorted = sorted(values);
        int points = Math.min(POINTS, sorted.length);
        List<Double> quantiles = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            quantiles.add(sorted[points == 1 ? 0 : (int) ((long) i * (sorted.length - 1) / (points - 1))]);
        }
        return quantiles;
    }

    static List<Double> shares(int points) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            shares.add((i + 1.0) / points);
        }
        return shares;
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
