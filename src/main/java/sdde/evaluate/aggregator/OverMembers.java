package sdde.evaluate.aggregator;

import java.util.function.IntToDoubleFunction;

/** Minimum, mean and spread of one value a member. */
final class OverMembers {
    private OverMembers() {}

    static double min(int members, IntToDoubleFunction value) {
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < members; n++) {
            least = Math.min(least, value.applyAsDouble(n));
        }
        return least;
    }

    static double mean(int members, IntToDoubleFunction value) {
        double sum = 0;
        for (int n = 0; n < members; n++) {
            sum += value.applyAsDouble(n);
        }
        return sum / members;
    }

    /** Sample standard deviation (divisor N-1), as the authors'; NaN for a single member. */
    static double deviation(int members, IntToDoubleFunction value) {
        double mean = mean(members, value);
        double squares = 0;
        for (int n = 0; n < members; n++) {
            double gap = value.applyAsDouble(n) - mean;
            squares += gap * gap;
        }
        return Math.sqrt(squares / (members - 1));
    }
}
