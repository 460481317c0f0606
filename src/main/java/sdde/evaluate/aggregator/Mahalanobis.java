package sdde.evaluate.aggregator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import sdde.evaluate.TrainingFeatures;

/**
 * {@code max_c -(f - m_c)' S⁺ (f - m_c)}: distance to the nearest class mean under the shared covariance (Lee et al. 2018,
 * "A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial Attacks", of the last features and
 * without their input preprocessing). S⁺ is the pseudo-inverse: features that are always 0 have no inverse variance.
 */
record Mahalanobis() implements FeatureAggregator {
    /** Of the largest eigenvalue, times D: smaller ones are rounding. */
    private static final double RELATIVE_ZERO = 0x1p-52;

    @Override
    public MemberConfidence fit(TrainingFeatures training, int member) {
        double[][] whitening = transposed(whitening(training.covariance(member)), training.width()); // (D, R)
        List<double[]> rows = new ArrayList<>(); // C × (R)
        for (int c = 0; c < training.classes(); c++) {
            double[] mean = training.classMean(member, c);
            if (!Double.isNaN(mean[0])) {
                rows.add(product(whitening, mean, 0));
            }
        }
        double[][] means = transposed(rows.toArray(double[][]::new), width(whitening)); // (R, C)
        return (features, start) -> largestNegative(squaredDistances(product(whitening, features, start), means));
    }

    /** A matrix W with {@code W' W = S⁺}: eigenvectors over the roots of their eigenvalues. @return (R, D), R its rank */
    private static double[][] whitening(double[][] covariance) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(covariance);
        EigenDecompositionSymmetric decomposition =
                new EigenDecompositionSymmetric(matrix.add(matrix.transpose()).scalarMultiply(0.5));
        double[] eigenvalues = decomposition.getEigenvalues();
        double zero = Arrays.stream(eigenvalues).max().orElse(0) * eigenvalues.length * RELATIVE_ZERO;
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < eigenvalues.length; i++) {
            if (eigenvalues[i] > zero) {
                rows.add(decomposition
                        .getEigenvector(i)
                        .mapMultiply(1 / Math.sqrt(eigenvalues[i]))
                        .toArray());
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static int width(double[][] matrix) {
        return matrix.length == 0 ? 0 : matrix[0].length;
    }

    private static double[][] transposed(double[][] matrix, int columns) {
        double[][] transposed = new double[columns][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    /** {@code W f}. @param transposed (D, R), so that sums over D run along R */
    private static double[] product(double[][] transposed, double[] vector, int start) {
        double[] product = new double[width(transposed)]; // (R)
        for (int d = 0; d < transposed.length; d++) {
            double factor = vector[start + d];
            if (factor != 0) { // after a ReLU half of them are
                addProduct(product, factor, transposed[d]);
            }
        }
        return product;
    }

    private static void addProduct(double[] to, double factor, double[] row) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * row[i];
        }
    }

    /** To every mean (C). @param means (R, C) */
    private static double[] squaredDistances(double[] white, double[][] means) {
        double[] squared = new double[width(means)]; // (C)
        for (int r = 0; r < white.length; r++) {
            double[] row = means[r];
            for (int c = 0; c < squared.length; c++) {
                double difference = white[r] - row[c];
                squared[c] += difference * difference;
            }
        }
        return squared;
    }

    private static double largestNegative(double[] squared) {
        double largest = squared.length == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
        for (double value : squared) {
            largest = Math.max(largest, -value);
        }
        return largest;
    }
}
