package sdde.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar means. A number is what looks like one in any textbook (3, 0.1, 1e-3); nothing else is turned into
 * something it does not look like: {@code no} is a text, 010 and 1:30 and 0x1F are refused where a number is expected.
 * Where one is expected, {@code "0.1"} in quotes can mean nothing else.
 */
final class Scalars {
    static final String WHOLE_NUMBER = "[-+]?(0|[1-9][0-9]*)";
    static final String NUMBER = "[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";
    private static final Pattern WHOLE = Pattern.compile(WHOLE_NUMBER);
    private static final Pattern DECIMAL = Pattern.compile(NUMBER);

    private static final Map<Pattern, String> REMARKS = Map.of(
            Pattern.compile("[-+]?0[0-9]+"), "a number has no leading zero",
            Pattern.compile("[-+]?0[xob][0-9a-fA-F]+"), "a number is written in decimal",
            Pattern.compile("[-+]?[0-9]+(_[0-9]+)+"), "a number has no '_'",
            Pattern.compile("[-+]?[0-9]*,[0-9]+"), "a decimal point is '.'",
            Pattern.compile("[-+]?\\.(inf|Inf|INF|nan|NaN|NAN)"), "a number is finite");

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

    /**
     * What a scalar or a list of scalars may stand for: what it says, then what it would without quotes. Nothing, with the
     * problem noted, if it says nothing.
     */
    static List<Object> readings(Node node, Problems problems) {
        if (node instanceof Node.Scalar scalar) {
            return value(scalar, problems).map(value -> readings(scalar, value)).orElse(List.of());
        }
        if (!(node instanceof Node.Items items)) {
            problems.add(node.place(), "expected a single value, got " + node.shown());
            return List.of();
        }
        List<List<Object>> each =
                items.items().stream().map(item -> readings(item, problems)).toList();
        if (each.stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        List<Object> lists = new ArrayList<>();
        int most = each.stream().mapToInt(List::size).max().orElse(1);
        for (int i = 0; i < most; i++) {
            int reading = i;
            lists.add(each.stream()
                    .map(readings -> readings.get(Math.min(reading, readings.size() - 1)))
                    .toList());
        }
        return lists;
    }

    private static List<Object> readings(Node.Scalar scalar, Object value) {
        List<Object> readings = new ArrayList<>(List.of(value));
        Object bare = value;
        if (!scalar.plain() && DECIMAL.matcher(scalar.text()).matches()) {
            bare = Objects.requireNonNullElse(number(scalar.text()), value);
        } else if (!scalar.plain()
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            bare = Boolean.valueOf(scalar.text());
        }
        if (!bare.equals(value)) {
            readings.add(bare);
        }
        return readings;
    }

    /** The reading that passes a check; nothing, with the problem noted, if none does. */
    static Optional<Object> checked(Node node, Function<Object, Optional<String>> check, Problems problems) {
        List<Object> readings = readings(node, problems);
        Optional<Object> right =
                readings.stream().filter(value -> check.apply(value).isEmpty()).findFirst();
        if (right.isEmpty() && !readings.isEmpty()) {
            String wrong = check.apply(readings.get(0)).orElse("");
            Object bare = readings.get(readings.size() - 1);
            boolean number = wrong.contains("number"); // was expected: then what is wrong with it without quotes
            problems.add(node.place(), (number ? check.apply(bare).orElse(wrong) : wrong) + remark(node));
        }
        return right;
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
        return REMARKS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(scalar.text()).matches())
                .map(entry -> "; " + entry.getValue())
                .findFirst()
                .orElse("");
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

    /** @return empty if the value is not a whole number in the range; the problem is noted */
    static Optional<Long> whole(Node.Entry entry, long least, long most, Problems problems) {
        String range = most == Long.MAX_VALUE ? ">= " + least : "from " + least + " to " + most;
        String wrong = "%s must be a whole number %s, got %s"
                .formatted(entry.key(), range, entry.value().shown());
        return checked(
                        entry.value(),
                        value -> value instanceof Long number && number >= least && number <= most
                                ? Optional.empty()
                                : Optional.of(wrong),
                        problems)
                .map(Long.class::cast);
    }
}
