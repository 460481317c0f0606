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
        double[][] whitening = whitening(training.covariance(member)); // (R, D)
        List<double[]> means = new ArrayList<>(); // C × (R)
        for (int c = 0; c < training.classes(); c++) {
            double[] mean = training.classMean(member, c);
            if (!Double.isNaN(mean[0])) {
                means.add(product(whitening, mean, 0));
            }
        }
        return (features, start) -> {
            double[] white = product(whitening, features, start); // (R)
            return means.stream()
                    .mapToDouble(mean -> -squaredDistance(white, mean))
                    .max()
                    .orElse(Double.NaN);
        };
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

    private static double[] product(double[][] matrix, double[] vector, int start) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            double sum = 0;
            for (int d = 0; d < matrix[i].length; d++) {
                sum += matrix[i][d] * vector[start + d];
            }
            product[i] = sum;
        }
        return product;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
