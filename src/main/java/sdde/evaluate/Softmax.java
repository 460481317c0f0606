package sdde.evaluate;

/** Stable sums of exponentials over a stretch of an array. */
public final class Softmax {
    private Softmax() {}

    /** {@code log(sum(exp(values[from … from+count-1])))}, shifted by the largest. */
    public static double logSumExp(double[] values, int from, int count) {
        double largest = max(values, from, count);
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(values[i] - largest);
        }
        return largest + Math.log(sum);
    }

    /** Writes the softmax of {@code logits[from …]} to the same stretch of {@code into}; returns the log of its sum. */
    public static double softmax(double[] logits, double[] into, int from, int count) {
        double largest = max(logits, from, count);
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            into[i] = Math.exp(logits[i] - largest);
            sum += into[i];
        }
        for (int i = from; i < from + count; i++) {
            into[i] /= sum;
        }
        return largest + Math.log(sum);
    }

    /** Largest value; NaN if there is one. */
    public static double max(double[] values, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, values[i]);
        }
        return largest;
    }

    /** Index within the stretch of its largest value, the first of equals. */
    public static int argMax(double[] values, int from, int count) {
        int best = 0;
        double largest = values[from];
        for (int i = 1; i < count; i++) {
            double value = values[from + i];
            if (value > largest) {
                largest = value;
                best = i;
            }
        }
        return best;
    }
}
