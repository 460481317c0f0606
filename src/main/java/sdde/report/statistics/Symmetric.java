package sdde.report.statistics;

/** Symmetric matrices of a quantity of pairs. */
final class Symmetric {
    /** Of a pair {@code i < j}. */
    interface OfPair {
        double of(int i, int j);
    }

    private Symmetric() {}

    static double[][] matrix(int size, double diagonal, OfPair pair) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = diagonal;
            for (int j = i + 1; j < size; j++) {
                matrix[i][j] = pair.of(i, j);
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /** The entries above the diagonal, by rows. */
    static double[] upper(double[][] matrix) {
        double[] upper = new double[matrix.length * (matrix.length - 1) / 2];
        int next = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i + 1; j < matrix.length; j++) {
                upper[next++] = matrix[i][j];
            }
        }
        return upper;
    }

    /** The inverse of {@link #upper}. */
    static double[][] ofUpper(int size, double diagonal, double[] upper) {
        int[] next = {0};
        return matrix(size, diagonal, (i, j) -> upper[next[0]++]);
    }
}
