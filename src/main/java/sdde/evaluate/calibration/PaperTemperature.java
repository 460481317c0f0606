package sdde.evaluate.calibration;

import java.util.function.DoubleUnaryOperator;

/**
 * The authors' search for the temperature: steps of one in {@code log T} from 0.001 while the loss falls, then SciPy's
 * {@code golden(brack=(low, high), tol=1e-3)}. Two numbers are to SciPy only where it starts to walk downhill, so the
 * result may lie outside [0.001, 100].
 *
 * @see <a href="https://github.com/corl-team/sdde">openood/pipelines/temperature.py</a>
 */
public final class PaperTemperature {
    private static final double LEAST = Math.log(0.001);
    private static final double MOST = Math.log(100);
    private static final double TOLERANCE = 1e-3;
    private static final int MOST_STEPS = 5000;
    /** 2 / (1 + sqrt 5), to the digits that SciPy has. */
    private static final double RATIO = 0.61803399;

    private PaperTemperature() {}

    /** @param loss of a temperature, the authors' in float32; NaN if SciPy would find no bracket */
    public static double search(DoubleUnaryOperator loss) {
        DoubleUnaryOperator ofLog = log -> loss.applyAsDouble(Math.exp(log));
        double low = LEAST;
        double high = low + 1;
        while (high < MOST && ofLog.applyAsDouble(high + 1) < ofLog.applyAsDouble(high)) {
            low = high;
            high += 1;
        }
        high = Math.min(MOST, high + 1);
        Bracket bracket = Bracket.downhill(ofLog, low, high);
        return bracket.isValid() ? Math.exp(golden(ofLog, bracket)) : Double.NaN;
    }

    private static double golden(DoubleUnaryOperator f, Bracket bracket) {
        double x0 = bracket.a();
        double x3 = bracket.c();
        boolean upperIsLonger = Math.abs(bracket.c() - bracket.b()) > Math.abs(bracket.b() - bracket.a());
        double x1 = upperIsLonger ? bracket.b() : bracket.b() - (1 - RATIO) * (bracket.b() - bracket.a());
        double x2 = upperIsLonger ? bracket.b() + (1 - RATIO) * (bracket.c() - bracket.b()) : bracket.b();
        double f1 = f.applyAsDouble(x1);
        double f2 = f.applyAsDouble(x2);
        for (int i = 0; i < MOST_STEPS && Math.abs(x3 - x0) > TOLERANCE * (Math.abs(x1) + Math.abs(x2)); i++) {
            if (f2 < f1) {
                x0 = x1;
                x1 = x2;
                x2 = RATIO * x1 + (1 - RATIO) * x3;
                f1 = f2;
                f2 = f.applyAsDouble(x2);
            } else {
                x3 = x2;
                x2 = x1;
                x1 = RATIO * x2 + (1 - RATIO) * x0;
                f2 = f1;
                f1 = f.applyAsDouble(x1);
            }
        }
        return f1 < f2 ? x1 : x2;
    }
}
