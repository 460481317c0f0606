package sdde.cli;

import java.util.Arrays;
import java.util.Locale;
import sdde.config.UserError;

/** Numbers as options and as cells. */
final class Numbers {
    private Numbers() {}

    /** @throws UserError unless it is a number in the range */
    static double option(Invocation invocation, String option, double otherwise, double least, double most) {
        String text = invocation.line().getOptionValue(option);
        if (text == null) {
            return otherwise;
        }
        boolean number = text.matches("[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?");
        if (!number || Double.parseDouble(text) < least || Double.parseDouble(text) > most) {
            throw new UserError("option '--%s' must be a number from %s to %s, got '%s'"
                    .formatted(option, shown(least), shown(most), text));
        }
        return Double.parseDouble(text);
    }

    /** Short: {@code 0}, {@code 0.001}, {@code 3.1e-07}. */
    static String shown(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return Double.isNaN(value) ? "NaN" : "infinite";
        }
        return String.format(Locale.ROOT, "%.3g", value)
                .replaceAll("(\\.[0-9]*?)0+(e|$)", "$1$2")
                .replaceAll("\\.(e|$)", "$1");
    }

    static String fixed(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Half the width of the normal 95% interval of a mean. */
    static double margin(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return 1.96 * Math.sqrt(squares / (values.length - 1.0) / values.length);
    }

    /** Linear between order statistics, as NumPy's default. @param sorted ascending, not empty */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
