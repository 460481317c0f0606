package sdde.evaluate.metric;

/**
 * Confidences as PyTorch's float32 softmax rounds them: 1 over the sum of {@code exp(z_c - max z)}, where the sum is
 * rounded after every term. That differs from the rounded probability, and so does which confidences are exactly 1.0:
 * small terms that matter together are lost one by one.
 *
 * <p>The order of the terms is that of a processor with AVX-512: 16 sums side by side, then their halves together; fewer
 * than 16 classes one after another.
 */
final class SinglePrecision {
    private static final int LANES = 16;

    private SinglePrecision() {}

    static float confidence(Forecast forecast, int image) {
        double largest = forecast.confidence(image);
        float[] sums = new float[LANES];
        for (int c = 0; c < forecast.classes(); c++) {
            sums[c % LANES] += (float) (forecast.probability(image, c) / largest);
        }
        return 1 / (forecast.classes() < LANES ? inOrder(sums) : byHalves(sums));
    }

    private static float inOrder(float[] sums) {
        float sum = 0;
        for (float term : sums) {
            sum += term;
        }
        return sum;
    }

    private static float byHalves(float[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[half + i];
            }
        }
        return sums[0];
    }
}
