package sdde.report.statistics;

import org.hipparchus.distribution.continuous.FDistribution;

/**
 * How much of the spread of a balanced table two factors account for, as method and aggregator: sums of squares of a two-way analysis of
 * variance. With one score a cell the interaction is the error and cannot be told from it.
 *
 * @param levelsA a
 * @param levelsB b
 * @param replicates r, scores a cell
 * @param interaction 0 if there is one score a cell
 */
public record TwoWay(
        int levelsA, int levelsB, int replicates, double ssA, double ssB, double interaction, double error) {
    /** @param scores (a, b, r), r the same for all */
    public static TwoWay of(double[][][] scores) {
        int a = scores.length;
        int b = scores[0].length;
        int r = scores[0][0].length;
        double[][] cells = new double[a][b]; // means
        double[] rows = new double[a];
        double[] columns = new double[b];
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                cells[i][j] = Sample.mean(scores[i][j]);
                rows[i] += cells[i][j] / b;
                columns[j] += cells[i][j] / a;
            }
        }
        double grand = Sample.mean(rows);
        double ssA = 0;
        double ssB = 0;
        double interaction = 0;
        double within = 0;
        for (int i = 0; i < a; i++) {
            ssA += b * r * square(rows[i] - grand);
            for (int j = 0; j < b; j++) {
                interaction += r * square(cells[i][j] - rows[i] - columns[j] + grand);
                for (double score : scores[i][j]) {
                    within += square(score - cells[i][j]);
                }
            }
        }
        for (int j = 0; j < b; j++) {
            ssB += a * r * square(columns[j] - grand);
        }
        return r == 1
                ? new TwoWay(a, b, r, ssA, ssB, 0, interaction)
                : new TwoWay(a, b, r, ssA, ssB, interaction, within);
    }

    private static double square(double x) {
        return x * x;
    }

    public double total() {
        return ssA + ssB + interaction + error;
    }

    public int degreesA() {
        return levelsA - 1;
    }

    public int degreesB() {
        return levelsB - 1;
    }

    /** 0 if there is one score a cell. */
    public int degreesInteraction() {
        return replicates == 1 ? 0 : degreesA() * degreesB();
    }

    public int degreesError() {
        return replicates == 1 ? degreesA() * degreesB() : levelsA * levelsB * (replicates - 1);
    }

    /** Of A as a fixed effect, against the error. */
    public double fA() {
        return ssA / degreesA() / meanError();
    }

    public double fB() {
        return ssB / degreesB() / meanError();
    }

    public double pA() {
        return upperTail(fA(), degreesA());
    }

    public double pB() {
        return upperTail(fB(), degreesB());
    }

    /** Variance of A as a random factor, by moments; may be negative, which says zero. */
    public double varianceA() {
        return (ssA / degreesA() - meanInteraction()) / (levelsB * replicates);
    }

    public double varianceB() {
        return (ssB / degreesB() - meanInteraction()) / (levelsA * replicates);
    }

    /** NaN if there is one score a cell. */
    public double varianceInteraction() {
        return replicates == 1 ? Double.NaN : (meanInteraction() - meanError()) / replicates;
    }

    /** Mean square of the error. */
    public double meanError() {
        return error / degreesError();
    }

    private double meanInteraction() {
        return replicates == 1 ? meanError() : interaction / degreesInteraction();
    }

    private double upperTail(double f, int degrees) {
        if (Double.isNaN(f) || Double.isInfinite(f)) {
            return Double.isNaN(f) ? Double.NaN : 0;
        }
        // by the lower tail of 1/F, whose small values keep their digits
        return f <= 0 ? 1 : new FDistribution(degreesError(), degrees).cumulativeProbability(1 / f);
    }
}
