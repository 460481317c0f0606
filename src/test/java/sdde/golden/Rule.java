package sdde.golden;

/**
 * When two arrays count as equal: {@code max |yours - golden| <= whole}, where NaN and infinities stand in the same places,
 * and for a trajectory also {@code <= perStep[s]} within each step s (first axis).
 */
final class Rule {
    record Verdict(boolean passed, double difference, double tolerance) {}

    private final double whole;
    private final double[] perStep;

    /** @param perStep one tolerance for each index of the first axis, or none */
    Rule(double whole, double... perStep) {
        this.whole = whole;
        this.perStep = perStep.clone();
    }

    static Rule exact() {
        return new Rule(0);
    }

    Verdict compare(double[] golden, double[] yours) {
        double worst = 0;
        boolean passed = true;
        for (int i = 0; i < golden.length; i++) {
            if (!Double.isFinite(golden[i]) || !Double.isFinite(yours[i])) {
                passed &= Double.compare(golden[i], yours[i]) == 0;
                continue;
            }
            double difference = Math.abs(golden[i] - yours[i]);
            worst = Math.max(worst, difference);
            passed &= difference <= tolerance(i, golden.length);
        }
        return new Verdict(passed, worst, whole);
    }

    /** A copy of which one number is off by 100 times its tolerance: it must not pass. */
    double[] disturbed(double[] golden, double[] yours) {
        double[] copy = yours.clone();
        int last = copy.length - 1;
        double step = 100 * tolerance(last, copy.length);
        if (!Double.isFinite(golden[last])) {
            copy[last] = 0;
        } else if (step == 0) {
            copy[last] += 1;
        } else {
            copy[last] += copy[last] >= golden[last] ? step : -step; // away from the golden number
        }
        return copy;
    }

    private double tolerance(int index, int length) {
        return perStep.length == 0 ? whole : Math.min(whole, perStep[(int) ((long) index * perStep.length / length)]);
    }

    /** Largest finite magnitude. */
    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
