package sdde.train.plain;

import java.util.Arrays;

/** Gradients by the logits of what a saliency map explains, written out. */
final class PlainScore {
    private PlainScore() {}

    /** @param target as a user writes it. @param z logits (C). @param y the label @return (C) */
    static double[] gradient(String target, double[] z, int y) {
        double[] g = new double[z.length];
        int others = z.length - 1;
        switch (target) {
            case "gt_logit" -> g[y] = 1;
            case "alt_logits" -> Arrays.setAll(g, c -> c == y ? 0 : 1.0 / others);
            case "gt_prob" -> probability(g, z, y, 1);
            case "alt_probs" -> probability(g, z, y, -1.0 / others);
            case "small_logits" -> smallest(g, z);
            case "max_logit" -> g[extreme(z, 1)] = 1;
            case "min_logit" -> g[extreme(z, -1)] = 1;
            case "sum_logits" -> Arrays.fill(g, 1);
            default -> throw new IllegalArgumentException("no plain form of target '" + target + "'");
        }
        return g;
    }

    /** {@code factor · d p_y / d z}. */
    private static void probability(double[] g, double[] z, int y, double factor) {
        double largest = Arrays.stream(z).max().orElseThrow();
        double sum = Arrays.stream(z).map(one -> Math.exp(one - largest)).sum();
        double p = Math.exp(z[y] - largest) / sum;
        Arrays.setAll(g, c -> factor * p * ((c == y ? 1 : 0) - Math.exp(z[c] - largest) / sum));
    }

    private static void smallest(double[] g, double[] z) {
        int count = z.length / 2;
        double[] sorted = z.clone();
        Arrays.sort(sorted);
        Arrays.setAll(g, c -> z[c] <= sorted[count - 1] ? 1.0 / count : 0);
    }

    private static int extreme(double[] z, int sign) {
        int best = 0;
        for (int c = 1; c < z.length; c++) {
            best = sign * z[c] > sign * z[best] ? c : best;
        }
        return best;
    }
}
