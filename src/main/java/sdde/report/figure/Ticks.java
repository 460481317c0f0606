package sdde.report.figure;

import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
record Ticks(double low, double high, List<Double> at, int decimals) {
    /** Some {@code count} ticks over the range of the values, which may be a single one. */
    static Ticks over(double least, double most, int count) {
        double span = most - least;
        double padding = span > 0 ? span * 0.06 : Math.max(Math.abs(least) * 0.01, 1e-6);
        return within(least - padding, most + padding, count);
    }

    /** Some {@code count} ticks between two ends, which stay as they are. */
    static Ticks within(double low, double high, int count) {
        double raw = (high - low) / count;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(raw)));
        double step =
                raw / power <= 1 ? power : raw / power <= 2 ? 2 * power : raw / power <= 5 ? 5 * power : 10 * power;
        List<Double> at = new ArrayList<>();
        long first = (long) Math.ceil(low / step - 1e-9);
        for (long i = first; i * step <= high + step * 1e-9; i++) {
            at.add(i * step);
        }
        int decimals = (int) Math.max(0, -Math.floor(StrictMath.log10(step) + 1e-9));
        return new Ticks(low, high, List.copyOf(at), decimals);
    }

    /** Where in [0, 1] a value lies. */
    double share(double value) {
        return (value - low) / (high - low);
    }
}
