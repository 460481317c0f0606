package sdde.report.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Whether two factors matter in a table whose blocks are seeds: all orders of the labels within each block are equally likely
 * if they do not (Pitman 1938). Each p is {@code (1 + draws at least as extreme) / (1 + draws)}. For the interaction the residuals
 * from both factors are shuffled within blocks, which is approximate.
 *
 * @param pA of the first factor
 * @param pB of the second
 * @param pInteraction of their interaction
 */
public record TwoWayPermutation(double pA, double pB, double pInteraction) {
    /** Sums that are equal on paper differ in the last bits. */
    private static final double TIE = 1e-12;

    /** @param scores (a, b, blocks) */
    public static TwoWayPermutation of(double[][][] scores, int draws, RandomGenerator random) {
        double[][][] byBlock = byBlock(scores); // (blocks, a, b), each block's mean taken off
        double[][] a = Arrays.stream(byBlock).map(TwoWayPermutation::rowMeans).toArray(double[][]::new);
        double[][] b =
                Arrays.stream(byBlock).map(block -> rowMeans(transposed(block))).toArray(double[][]::new);
        double[][] residuals = Arrays.stream(byBlock)
                .map(block -> residuals(block, rowMeans(block), rowMeans(transposed(block))))
                .toArray(double[][]::new);
        return new TwoWayPermutation(p(a, draws, random), p(b, draws, random), p(residuals, draws, random));
    }

    private static double[][][] byBlock(double[][][] scores) {
        int blocks = scores[0][0].length;
        double[][][] byBlock = new double[blocks][scores.length][scores[0].length];
        for (int block = 0; block < blocks; block++) {
            double mean = 0;
            for (int i = 0; i < scores.length; i++) {
                for (int j = 0; j < scores[0].length; j++) {
                    byBlock[block][i][j] = scores[i][j][block];
                    mean += scores[i][j][block] / (scores.length * scores[0].length);
                }
            }
            for (double[] row : byBlock[block]) {
                for (int j = 0; j < row.length; j++) {
                    row[j] -= mean;
                }
            }
        }
        return byBlock;
    }

    private static double[] rowMeans(double[][] block) {
        return Arrays.stream(block).mapToDouble(Sample::mean).toArray();
    }

    private static double[][] transposed(double[][] block) {
        double[][] turned = new double[block[0].length][block.length];
        for (int i = 0; i < block.length; i++) {
            for (int j = 0; j < block[0].length; j++) {
                turned[j][i] = block[i][j];
            }
        }
        return turned;
    }

    private static double[] residuals(double[][] block, double[] a, double[] b) {
        double[] residuals = new double[a.length * b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                residuals[i * b.length + j] = block[i][j] - a[i] - b[j];
            }
        }
        return residuals;
    }

    /** @param values (blocks, levels) */
    private static double p(double[][] values, int draws, RandomGenerator random) {
        double observed = squares(values);
        int extreme = 0;
        double[][] shuffled = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        for (int draw = 0; draw < draws; draw++) {
            for (double[] block : shuffled) {
                shuffle(block, random);
            }
            extreme += squares(shuffled) >= observed - TIE ? 1 : 0;
        }
        return (1.0 + extreme) / (1.0 + draws);
    }

    /** Sum over levels of the squared sum over blocks. */
    private static double squares(double[][] values) {
        double squares = 0;
        for (int level = 0; level < values[0].length; level++) {
            double sum = 0;
            for (double[] block : values) {
                sum += block[level];
            }
            squares += sum * sum;
        }
        return squares;
    }

    private static void shuffle(double[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }
}
