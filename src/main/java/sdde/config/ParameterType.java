package sdde.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a value has the type of a record's component, in a user's words; a conversion library's would name classes. */
final class ParameterType {
    private ParameterType() {}

    /** What is wrong with a value, if anything. @param parameter the component's name in snake case */
    static Optional<String> problem(Class<?> variant, String parameter, @Nullable Object value) {
        RecordComponent component = Components.of(variant).byName().get(parameter);
        return component == null
                ? Optional.empty()
                : expected(component.getType(), value).map(expected -> "%s must be %s, got %s%s"
                        .formatted(parameter, expected, shown(value), hint(component.getType(), value)));
    }

    private static Optional<String> expected(Class<?> type, @Nullable Object value) {
        if (type == int.class || type == Integer.class) {
            return whole(value) && !isInt(value)
                    ? Optional.of("a whole number up to " + Integer.MAX_VALUE)
                    : unless(whole(value), "a whole number");
        }
        if (type == long.class || type == Long.class) {
            return unless(whole(value), "a whole number");
        }
        if (type == double.class || type == float.class || type == Double.class) {
            return unless(value instanceof Number number && Double.isFinite(number.doubleValue()), "a number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return unless(value instanceof Boolean, "true or false");
        }
        if (type == String.class) {
            return unless(value == null || value instanceof String, "a text");
        }
        if (type.isEnum()) {
            return enumeration(type, value);
        }
        if (List.class.isAssignableFrom(type)) {
            return unless(value instanceof List<?>, "a list");
        }
        return Optional.empty();
    }

    private static boolean isInt(@Nullable Object value) {
        return value instanceof Number number && number.longValue() == number.intValue();
    }

    private static boolean whole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** The words of which a parameter is one; none if it is a number or any text. @param parameter in snake case */
    static List<String> words(Class<?> variant, String parameter) {
        RecordComponent component = Components.of(variant).byName().get(parameter);
        return component == null || !component.getType().isEnum() ? List.of() : words(component.getType());
    }

    /** A constant has the name that it gives itself in JSON. */
    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Registry.MAPPER.convertValue(constant, String.class))
                .toList();
    }

    private static String hint(Class<?> type, @Nullable Object value) {
        return type.isEnum() && value instanceof String text ? DidYouMean.hint(text, words(type)) : "";
    }

    private static Optional<String> enumeration(Class<?> type, @Nullable Object value) {
        List<String> names = words(type);
        return unless(value instanceof String text && names.contains(text), "one of " + names);
    }

    private static Optional<String> unless(boolean right, String expected) {
        return right ? Optional.empty() : Optional.of(expected);
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text ? "'" + Text.shorten(text) + "'" : Text.shorten(String.valueOf(value));
    }
}
