package sdde.evaluate.calibration;

import java.util.function.DoubleUnaryOperator;

/** Three places of which the middle one is lowest, found by walking downhill as SciPy's {@code bracket} does. */
record Bracket(double a, double b, double c, double atA, double atB, double atC) {
    private static final double GOLDEN = 1.618034; // to the digits that SciPy has
    private static final double LONGEST_STEP = 110;
    private static final double TINY = 1e-21;
    private static final int MOST_STEPS = 1000;

    /** Whether it holds a minimum; if not, the walk ended on a plain or at infinity. */
    boolean isValid() {
        boolean lowest = (atB < atC && atB <= atA) || (atB < atA && atB <= atC);
        boolean ordered = (a < b && b < c) || (c < b && b < a);
        return lowest && ordered && Double.isFinite(a) && Double.isFinite(b) && Double.isFinite(c);
    }

    static Bracket downhill(DoubleUnaryOperator f, double start, double next) {
        double atStart = f.applyAsDouble(start);
        double atNext = f.applyAsDouble(next);
        Bracket now =
                atStart < atNext ? beyond(f, next, start, atNext, atStart) : beyond(f, start, next, atStart, atNext);
        for (int i = 0; i <= MOST_STEPS && now.atC < now.atB; i++) {
            now = now.step(f);
        }
        return now;
    }

    private static Bracket beyond(DoubleUnaryOperator f, double a, double b, double atA, double atB) {
        double c = b + GOLDEN * (b - a);
        return new Bracket(a, b, c, atA, atB, f.applyAsDouble(c));
    }

    /** One step on: to the parabola's minimum where that helps, else by the golden ratio. */
    private Bracket step(DoubleUnaryOperator f) {
        double w = parabolaMinimum();
        double farthest = b + LONGEST_STEP * (c - b);
        if ((w - c) * (b - w) > 0) {
            double atW = f.applyAsDouble(w);
            if (atW < atC) {
                return new Bracket(b, w, c, atB, atW, atC);
            }
            if (atW > atB) {
                return new Bracket(a, b, w, atA, atB, atW);
            }
            return shift(f, c + GOLDEN * (c - b));
        }
        if ((w - farthest) * (farthest - c) >= 0) {
            return shift(f, farthest);
        }
        if ((w - farthest) * (c - w) > 0) {
            double atW = f.applyAsDouble(w);
            if (atW < atC) {
                Bracket moved = new Bracket(b, c, w, atB, atC, atW);
                return moved.shift(f, w + GOLDEN * (w - c));
            }
            return new Bracket(b, c, w, atB, atC, atW);
        }
        return shift(f, c + GOLDEN * (c - b));
    }

    private Bracket shift(DoubleUnaryOperator f, double w) {
        return new Bracket(b, c, w, atB, atC, f.applyAsDouble(w));
    }

    private double parabolaMinimum() {
        double left = (b - a) * (atB - atC);
        double right = (b - c) * (atB - atA);
        double difference = right - left;
        double divisor = Math.abs(difference) < TINY ? 2 * TINY : 2 * difference;
        return b - ((b - c) * right - (b - a) * left) / divisor;
    }
}
