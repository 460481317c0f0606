package sdde.report.statistics;

/**
 * Pairwise comparison of rank sums after Friedman's test (Conover 1999):
 * {@code t = |R_i - R_j| / sqrt(2 (N A - sum R^2) / ((N - 1)(k - 1)))}, A the sum of squared ranks. More sensitive than
 * {@link Nemenyi}; adjust by {@link #holm}.
 *
 * @param ranks of the methods
 */
public record Conover(Friedman ranks) {
    public int degrees() {
        return (ranks.blocks() - 1) * (ranks.methods() - 1);
    }

    /** |t| of each pair (k, k), 0 on the diagonal; infinite where all blocks agree, NaN if those two are equal too. */
    public double[][] t() {
        double squares = ranks.rankSums().stream().mapToDouble(sum -> sum * sum).sum();
        double spread = Math.max(0, ranks.blocks() * ranks.squares() - squares);
        double error = Math.sqrt(2 * spread / degrees());
        return Symmetric.matrix(
                ranks.methods(),
                0,
                (i, j) -> Math.abs(ranks.rankSums().get(i) - ranks.rankSums().get(j)) / error);
    }

    /** Two-sided, unadjusted (k, k), 1 on the diagonal. */
    public double[][] p() {
        double[][] t = t();
        return Symmetric.matrix(
                ranks.methods(), 1, (i, j) -> new StudentT(t[i][j], 1, degrees()).p(Alternative.TWO_SIDED));
    }

    /** Adjusted by Holm over the k (k - 1) / 2 pairs. */
    public double[][] holm() {
        return Symmetric.ofUpper(ranks.methods(), 1, Multiple.holm(Symmetric.upper(p())));
    }

    public double[][] bonferroni() {
        return Symmetric.ofUpper(ranks.methods(), 1, Multiple.bonferroni(Symmetric.upper(p())));
    }
}
