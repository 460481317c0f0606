package sdde.evaluate;

/**
 * Softmax and cross entropy as PyTorch rounds them in float32. Where the authors compare floats for equality (a confidence
 * of exactly 1.0, equal probabilities, a loss that no longer falls) their result depends on how each partial sum is
 * rounded: small terms that matter together are lost one by one.
 *
 * <p>The order of the terms is that of a processor with AVX-512: 16 sums side by side, then their halves together; fewer
 * than 16 classes one after another.
 */
public final class SinglePrecision {
    private static final int LANES = 16;
    private static final int LEVELS = 8; // of partial sums in PyTorch's mean

    private SinglePrecision() {}

    /** {@code sum_c (float) exp(z_c - max z)} of terms that are given. */
    public static float sum(float[] terms) {
        float[] sums = new float[LANES];
        for (int c = 0; c < terms.length; c++) {
            sums[c % LANES] += terms[c];
        }
        return terms.length < LANES ? inOrder(sums) : byHalves(sums);
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

    /**
     * Mean of {@code -log softmax(z / T)_y}.
     *
     * @param logits (B, C)
     * @param labels (B)
     */
    public static float crossEntropy(float[] logits, int[] labels, double temperature) {
        int classes = logits.length / labels.length;
        int power = Math.max(4, ceilLog2(labels.length) / LEVELS);
        float[] partial = new float[LEVELS];
        float[] scaled = new float[classes]; // (C)
        for (int b = 0; b < labels.length; b++) {
            for (int c = 0; c < classes; c++) {
                scaled[c] = logits[b * classes + c] / (float) temperature;
            }
            partial[0] -= logProbability(scaled, labels[b]);
            cascade(partial, b, power);
        }
        return inOrder(partial) / labels.length;
    }

    private static float logProbability(float[] logits, int label) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        float[] terms = new float[logits.length]; // (C)
        for (int c = 0; c < terms.length; c++) {
            terms[c] = VectorMath.exp(logits[c] - largest);
        }
        return logits[label] - largest - VectorMath.log(sum(terms));
    }

    /** After every {@code 2^power} terms a level's sum moves into the next. */
    private static void cascade(float[] partial, int term, int power) {
        int full = (1 << power) - 1;
        for (int level = 0; level + 1 < partial.length && (term & (full << (level * power))) == 0; level++) {
            partial[level + 1] += partial[level];
            partial[level] = 0;
        }
    }

    private static int ceilLog2(int x) {
        return x <= 2 ? 1 : Integer.SIZE - Integer.numberOfLeadingZeros(x - 1);
    }
}
