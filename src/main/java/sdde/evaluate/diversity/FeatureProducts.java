package sdde.evaluate.diversity;

/** {@code X'Y} of the centred features of every pair of members, all in one matrix (N D, N D) summed over images. */
final class FeatureProducts {
    /** Images added at once: each product that is loaded and stored serves so many. */
    private static final int BLOCK = 8;

    private final int width;
    private final double[][] sums; // (N D, N D), lower triangle

    private FeatureProducts(int members, int width) {
        this.width = width;
        this.sums = new double[members * width][];
        for (int row = 0; row < sums.length; row++) {
            sums[row] = new double[row + 1];
        }
    }

    /** @param features (N, B, D) */
    static FeatureProducts of(double[] features, int members, int width) {
        FeatureProducts products = new FeatureProducts(members, width);
        int images = features.length / Math.max(1, members * width);
        double[] means = means(features, members, width); // (N D)
        double[][] block = new double[BLOCK][members * width]; // (8, N D)
        for (int from = 0; from < images; from += BLOCK) {
            for (int k = 0; k < BLOCK; k++) {
                for (int column = 0; column < means.length; column++) {
                    int image = from + k;
                    int at = (column / width * images + image) * width + column % width;
                    block[k][column] = image < images ? features[at] - means[column] : 0;
                }
            }
            products.add(block);
        }
        return products;
    }

    /** Of a column whose values are all equal that value, to the bit: what is centred by it is 0. */
    private static double[] means(double[] features, int members, int width) {
        double[] means = new double[members * width]; // (N D)
        boolean[] varies = new boolean[means.length];
        int images = features.length / Math.max(1, means.length);
        for (int n = 0; n < members; n++) {
            int first = n * images * width;
            for (int b = 0; b < images; b++) {
                for (int d = 0; d < width; d++) {
                    double value = features[first + b * width + d];
                    means[n * width + d] += value / images;
                    varies[n * width + d] |= value != features[first + d];
                }
            }
        }
        for (int column = 0; images > 0 && column < means.length; column++) {
            if (!varies[column]) {
                means[column] = features[column / width * images * width + column % width];
            }
        }
        return means;
    }

    private void add(double[][] x) {
        double[] x0 = x[0];
        double[] x1 = x[1];
        double[] x2 = x[2];
        double[] x3 = x[3];
        double[] x4 = x[4];
        double[] x5 = x[5];
        double[] x6 = x[6];
        double[] x7 = x[7];
        for (int row = 0; row < sums.length; row++) {
            double[] sum = sums[row];
            double a0 = x0[row];
            double a1 = x1[row];
            double a2 = x2[row];
            double a3 = x3[row];
            double a4 = x4[row];
            double a5 = x5[row];
            double a6 = x6[row];
            double a7 = x7[row];
            for (int column = 0; column <= row; column++) {
                sum[column] += a0 * x0[column]
                        + a1 * x1[column]
                        + a2 * x2[column]
                        + a3 * x3[column]
                        + a4 * x4[column]
                        + a5 * x5[column]
                        + a6 * x6[column]
                        + a7 * x7[column];
            }
        }
    }

    /** Squared Frobenius norm of {@code X'Y}. */
    double squaredNorm(int first, int second) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                int row = Math.max(first * width + i, second * width + j);
                int column = Math.min(first * width + i, second * width + j);
                sum += sums[row][column] * sums[row][column];
            }
        }
        return sum;
    }
}
