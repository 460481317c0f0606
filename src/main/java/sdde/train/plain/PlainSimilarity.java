package sdde.train.plain;

import java.util.Arrays;

/** How alike the members' maps of all images are, one pair at a time. */
final class PlainSimilarity {
    private static final double EPSILON = 1e-6;
    private static final double RIDGE = 1e-5;

    private PlainSimilarity() {}

    /** @param kind as a user writes it. @param maps (B, N, D) */
    static double of(String kind, double[][][] maps) {
        return switch (kind) {
            case "cosine" ->
                Arrays.stream(maps)
                        .mapToDouble(PlainSimilarity::cosine)
                        .average()
                        .orElseThrow();
            case "logdet" ->
                Arrays.stream(maps)
                        .mapToDouble(PlainSimilarity::negativeLogDeterminant)
                        .average()
                        .orElseThrow();
            case "iou" ->
                Arrays.stream(maps)
                        .mapToDouble(PlainSimilarity::jaccard)
                        .average()
                        .orElseThrow();
            case "expcosine" ->
                Math.log(Arrays.stream(maps)
                                .mapToDouble(PlainSimilarity::exponentials)
                                .sum()
                        / 2);
            default -> throw new IllegalArgumentException("no plain form of similarity '" + kind + "'");
        };
    }

    private interface Pair {
        double of(double[] x, double[] y);
    }

    /** Over ordered pairs of different members. */
    private static double sum(double[][] members, Pair pair) {
        double sum = 0;
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < members.length; j++) {
                sum += i == j ? 0 : pair.of(members[i], members[j]);
            }
        }
        return sum;
    }

    private static int pairs(double[][] members) {
        return members.length * (members.length - 1);
    }

    private static double cosine(double[][] members) {
        return sum(units(members), PlainSimilarity::dot) / pairs(members);
    }

    private static double exponentials(double[][] members) {
        return sum(units(members), (x, y) -> Math.exp(dot(x, y)));
    }

    private static double jaccard(double[][] members) {
        double[][] stretched =
                Arrays.stream(members).map(PlainSimilarity::stretched).toArray(double[][]::new);
        return sum(stretched, (x, y) -> {
                    double both = dot(x, y);
                    return (both + EPSILON) / (dot(x, x) + dot(y, y) - both + EPSILON);
                })
                / pairs(members);
    }

    /** By elimination; the matrix is symmetric and positive definite. */
    private static double negativeLogDeterminant(double[][] members) {
        double[][] z = units(members);
        int n = z.length;
        double[][] g = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                g[i][j] = dot(z[i], z[j]) + (i == j ? RIDGE : 0);
            }
        }
        double log = 0;
        for (int k = 0; k < n; k++) {
            log += Math.log(g[k][k]);
            for (int i = k + 1; i < n; i++) {
                double factor = g[i][k] / g[k][k];
                for (int j = k; j < n; j++) {
                    g[i][j] -= factor * g[k][j];
                }
            }
        }
        return -log;
    }

    private static double[][] units(double[][] members) {
        return Arrays.stream(members)
                .map(x -> {
                    double length = Math.sqrt(dot(x, x)) + EPSILON;
                    return Arrays.stream(x).map(value -> value / length).toArray();
                })
                .toArray(double[][]::new);
    }

    private static double[] stretched(double[] x) {
        double low = Arrays.stream(x).min().orElseThrow();
        double high = Arrays.stream(x).max().orElseThrow();
        return Arrays.stream(x)
                .map(value -> (value - low) / (high - low + EPSILON))
                .toArray();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
