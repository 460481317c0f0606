package sdde.evaluate.calibration;

import java.util.function.DoubleUnaryOperator;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.Softmax;

/**
 * The temperature T that minimises the mean of {@code -log p_y} for logits divided by T: the root of the derivative by
 * {@code beta = 1 / T}.
 *
 * <p>For the mean of logits the loss is convex in beta, so the root is the minimum. For the mean of probabilities it is
 * the minimum reached downhill from T = 1.
 */
public final class BestTemperature {
    private static final int FARTHEST = 20; // in log beta, on either side
    private static final double EXACT = 1e-13;
    private static final int MOST_STEPS = 200;

    private BestTemperature() {}

    /**
     * Fits T.
     *
     * @param outputs at temperature 1
     * @return 0 where the loss falls for ever as T falls (no prediction is wrong), infinity where it falls for ever as T
     *     grows (no better than chance), NaN where T makes no difference
     */
    public static double fit(Outputs outputs, Pooling pooling, int[] labels) {
        Slope slope = pooling == Pooling.MEAN_LOGITS ? Slope.ofMeanLogits(outputs, labels) : Slope.of(outputs, labels);
        if (labels.length == 0 || slope.isFlat()) {
            return Double.NaN;
        }
        if (slope.labelIsAlwaysLargest()) {
            return 0;
        }
        return slope.at(0) >= 0 ? Double.POSITIVE_INFINITY : Math.exp(-root(log -> slope.at(Math.exp(log))));
    }

    /** Log beta where the slope turns from falling to rising; infinite if it does not. */
    private static double root(DoubleUnaryOperator slope) {
        double at = slope.applyAsDouble(0);
        int direction = at < 0 ? 1 : -1;
        for (int step = 1; step <= FARTHEST; step++) {
            double before = at;
            at = slope.applyAsDouble(direction * step);
            if (Double.isNaN(at)) {
                return Double.NaN;
            }
            if (at < 0 != before < 0) {
                double here = direction * step;
                double there = here - direction;
                return direction > 0
                        ? between(slope, there, here, before, at)
                        : between(slope, here, there, at, before);
            }
        }
        return direction * Double.POSITIVE_INFINITY;
    }

    /** Illinois' false position: the slope is negative at {@code low}, not negative at {@code high}. */
    private static double between(DoubleUnaryOperator slope, double low, double high, double atLow, double atHigh) {
        double left = low;
        double right = high;
        double atLeft = atLow;
        double atRight = atHigh;
        int side = 0;
        double x = right;
        for (int i = 0; i < MOST_STEPS && right - left > EXACT && atRight != 0; i++) {
            x = (left * atRight - right * atLeft) / (atRight - atLeft);
            double at = slope.applyAsDouble(x);
            if (at < 0) {
                left = x;
                atLeft = at;
                atRight = side == -1 ? atRight / 2 : atRight;
                side = -1;
            } else {
                right = x;
                atRight = at;
                atLeft = side == 1 ? atLeft / 2 : atLeft;
                side = 1;
            }
            if (Math.abs(at) < EXACT * EXACT) {
                break;
            }
        }
        return x;
    }

    /** The derivative of the mean loss by beta. */
    private static final class Slope {
        private final int members;
        private final int classes;
        private final double[] logits; // (N, B, C)
        private final int[] labels; // (B)

        private Slope(int members, int classes, double[] logits, int[] labels) {
            this.members = members;
            this.classes = classes;
            this.logits = logits;
            this.labels = labels;
        }

        static Slope of(Outputs outputs, int[] labels) {
            double[] logits = new double[outputs.members() * labels.length * outputs.classes()]; // (N, B, C)
            int i = 0;
            for (int n = 0; n < outputs.members(); n++) {
                for (int b = 0; b < labels.length; b++) {
                    for (int c = 0; c < outputs.classes(); c++) {
                        logits[i++] = outputs.logit(n, b, c);
                    }
                }
            }
            return new Slope(outputs.members(), outputs.classes(), logits, labels);
        }

        /** The mean of logits is an ensemble of one. */
        static Slope ofMeanLogits(Outputs outputs, int[] labels) {
            double[] logits = new double[labels.length * outputs.classes()]; // (1, B, C)
            int i = 0;
            for (int b = 0; b < labels.length; b++) {
                for (int c = 0; c < outputs.classes(); c++) {
                    logits[i++] = outputs.meanLogit(b, c);
                }
            }
            return new Slope(1, outputs.classes(), logits, labels);
        }

        /** Whether every member gives all classes the same logit. */
        boolean isFlat() {
            for (int i = 0; i < logits.length; i++) {
                if (logits[i] != logits[i - i % classes]) {
                    return false;
                }
            }
            return true;
        }

        boolean labelIsAlwaysLargest() {
            for (int n = 0; n < members; n++) {
                for (int b = 0; b < labels.length; b++) {
                    int row = (n * labels.length + b) * classes;
                    if (logits[row + labels[b]] != Softmax.max(logits, row, classes)) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** {@code mean_b sum_i w_i (E_i[z] - z_iy)}, with w the members' shares in the probability of the label. */
        double at(double beta) {
            double sum = 0;
            double[] logProbabilities = new double[members]; // (N)
            double[] shares = new double[members]; // (N)
            double[] gaps = new double[members]; // (N)
            for (int b = 0; b < labels.length; b++) {
                for (int n = 0; n < members; n++) {
                    int row = (n * labels.length + b) * classes;
                    double largest = Softmax.max(logits, row, classes);
                    double total = 0;
                    double weighted = 0;
                    for (int c = 0; c < classes; c++) {
                        double below = logits[row + c] - largest;
                        double weight = Math.exp(beta * below);
                        total += weight;
                        weighted += weight * below;
                    }
                    double label = logits[row + labels[b]] - largest;
                    gaps[n] = weighted / total - label;
                    logProbabilities[n] = beta * label - Math.log(total);
                }
                Softmax.softmax(logProbabilities, shares, 0, members);
                for (int n = 0; n < members; n++) {
                    sum += shares[n] * gaps[n];
                }
            }
            return sum / labels.length;
        }
    }
}
