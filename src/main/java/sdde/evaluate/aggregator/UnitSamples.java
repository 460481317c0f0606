package sdde.evaluate.aggregator;

import java.util.Arrays;

/**
 * Vectors of length 1, among which nearest neighbours are looked for. Float32 finds those that may be the k nearest, twice
 * as fast as float64 could; their distances are then computed in float64, so that the result does not depend on it.
 */
final class UnitSamples {
    private static final double EPSILON = 1e-10;
    private static final int TOGETHER = 4;

    private final double[][] samples; // (K, D)
    private final double[] squares; // (K), 1 but for vectors of zeros
    private final float[] floatSquares; // (K)
    private final float[][] columns; // (D, K): sums over D then run along K
    private final float[] nothing; // (K), zeros
    private final float slack;

    /** @param samples (K, D), kept, not copied */
    UnitSamples(double[][] samples, int width) {
        int kept = samples.length;
        this.samples = samples;
        this.squares = new double[kept];
        this.floatSquares = new float[kept];
        this.columns = new float[width][kept];
        this.nothing = new float[kept];
        for (int i = 0; i < kept; i++) {
            for (int d = 0; d < width; d++) {
                squares[i] += samples[i][d] * samples[i][d];
                columns[d][i] = (float) samples[i][d];
            }
            floatSquares[i] = (float) squares[i];
        }
        // in units of 2^-24: 3 for each of the factors' and product's roundings and 2 for the sum of four, of terms
        // that are 2
        // in all; 3 for each group added to what is at most 3; 2 for |s|² and the bound. Twice that, as the bound may
        // be off as well
        int groups = (width + TOGETHER - 1) / TOGETHER;
        this.slack = (2 * 5 + 3 * groups + 2) * Math.ulp(1f);
    }

    /** {@code f / |f|} of D features; zeros stay zeros. */
    static double[] unit(double[] features, int start, int width) {
        double square = 0;
        for (int d = 0; d < width; d++) {
            square += features[start + d] * features[start + d];
        }
        double length = Math.sqrt(square) + EPSILON;
        double[] unit = new double[width];
        for (int d = 0; d < width; d++) {
            unit[d] = features[start + d] / length;
        }
        return unit;
    }

    /** To the k-th nearest of a vector of length 1 (D); infinite if fewer than k distances are numbers. */
    double squaredDistance(double[] unit, int k) {
        float[] about = about(unit);
        float[] least = new float[k]; // ascending
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        int[] candidates = new int[16];
        int found = 0;
        float bound = Float.POSITIVE_INFINITY;
        for (int i = 0; i < about.length; i++) {
            if (about[i] <= bound) {
                if (found == candidates.length) {
                    candidates = Arrays.copyOf(candidates, 2 * found);
                }
                candidates[found++] = i;
                insert(least, about[i]);
                bound = least[k - 1] + slack;
            }
        }
        return exact(unit, k, about, Arrays.copyOf(candidates, found), bound);
    }

    /** {@code |s|² - 2 u s} (K), of the nearest the least. */
    private float[] about(double[] unit) {
        int[] used = new int[unit.length]; // after a ReLU half of them are 0
        int count = 0;
        for (int d = 0; d < unit.length; d++) {
            used[count] = d;
            count += unit[d] != 0 ? 1 : 0;
        }
        float[] about = floatSquares.clone();
        for (int at = 0; at < count; at += TOGETHER) {
            float[][] terms = new float[TOGETHER][];
            float[] factors = new float[TOGETHER];
            for (int j = 0; j < TOGETHER; j++) {
                boolean there = at + j < count;
                terms[j] = there ? columns[used[at + j]] : nothing;
                factors[j] = there ? (float) (-2 * unit[used[at + j]]) : 0;
            }
            add(about, terms, factors);
        }
        return about;
    }

    /** Four columns at once: each sum is read and written once for all of them. The compiler leaves eight unvectorised. */
    private static void add(float[] to, float[][] terms, float[] factors) {
        float[] a = terms[0];
        float[] b = terms[1];
        float[] c = terms[2];
        float[] d = terms[3];
        float u = factors[0];
        float v = factors[1];
        float w = factors[2];
        float x = factors[3];
        for (int i = 0; i < to.length; i++) {
            to[i] += (u * a[i] + v * b[i]) + (w * c[i] + x * d[i]);
        }
    }

    private double exact(double[] unit, int k, float[] about, int[] candidates, float bound) {
        double square = Arrays.stream(unit).map(x -> x * x).sum();
        double[] least = new double[k]; // ascending
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i : candidates) {
            if (about[i] <= bound) {
                double distance = square + squares[i];
                for (int d = 0; d < unit.length; d++) {
                    distance -= 2 * unit[d] * samples[i][d];
                }
                insert(least, distance);
            }
        }
        return least[k - 1];
    }

    private static void insert(float[] ascending, float value) {
        for (int at = ascending.length - 1; at >= 0 && value < ascending[at]; at--) {
            if (at + 1 < ascending.length) {
                ascending[at + 1] = ascending[at];
            }
            ascending[at] = value;
        }
    }

    private static void insert(double[] ascending, double value) {
        for (int at = ascending.length - 1; at >= 0 && value < ascending[at]; at--) {
            if (at + 1 < ascending.length) {
                ascending[at + 1] = ascending[at];
            }
            ascending[at] = value;
        }
    }
}
