package sdde.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means. A number is what looks like one in any textbook (3, 0.1, 1e-3); nothing else is turned into
 * something it does not look like: {@code no} is a text, 010 and 1:30 and 0x1F are refused where a number is expected.
 */
final class Scalars {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private Scalars() {}

    /** A Long, Double, Boolean or String; nothing, with the problem noted, if there is no value or no such number. */
    static Optional<Object> value(Node.Scalar scalar, Problems problems) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return Optional.of(text);
        }
        if (isMissing(scalar)) {
            problems.add(scalar.place(), "a value is missing");
            return Optional.empty();
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Boolean.valueOf(text));
        }
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.of(text);
        }
        Object number = number(text);
        if (number == null) {
            problems.add(scalar.place(), "number " + scalar.shown() + " is too large");
        }
        return Optional.ofNullable(number);
    }

    static boolean isMissing(Node.Scalar scalar) {
        String text = scalar.text().toLowerCase(Locale.ROOT);
        return scalar.plain() && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    /** Why what looks like a number is none, where a number was expected; else nothing. */
    static String remark(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            return "";
        }
        boolean number = DECIMAL.matcher(scalar.text()).matches();
        if (number && !scalar.plain()) {
            return "; a number stands without quotes";
        }
        return scalar.text().matches("[-+]?0[0-9]+") ? "; a number has no leading zero" : "";
    }

    /** Whether the text is a whole number, as {@link #value} would make it. */
    static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    private static @Nullable Object number(String text) {
        if (isWhole(text)) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }
        double number = Double.parseDouble(text) + 0.0; // -0.0 becomes 0.0: one number, one run
        return Double.isInfinite(number) ? null : (Object) number;
    }
}
