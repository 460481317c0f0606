package sdde.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces of a JSON Schema, as maps in a fixed order. Where a number or a truth value is expected, one in quotes is one, as
 * {@link Scalars} reads it.
 */
final class SchemaParts {
    private SchemaParts() {}

    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    static Map<String, Object> anyOf(Object... choices) {
        return of("anyOf", List.of(choices));
    }

    static Map<String, Object> oneOf(List<String> names) {
        return of("enum", names);
    }

    static Map<String, Object> text() {
        return of("type", "string");
    }

    static Map<String, Object> text(String pattern) {
        return of("type", "string", "pattern", pattern);
    }

    /** What is a text for the reader however it looks: 2024 and true are names, too. */
    static Map<String, Object> word(String pattern) {
        return anyOf(text(pattern), of("type", List.of("number", "boolean")));
    }

    /** The same where a sign is no part of it. */
    static Map<String, Object> name(String pattern) {
        return anyOf(text(pattern), of("type", List.of("number", "boolean"), "minimum", 0));
    }

    static Map<String, Object> ref(String name) {
        return of("$ref", "#/$defs/" + name);
    }

    static Map<String, Object> number() {
        return ref("number");
    }

    /** What the pieces here refer to. */
    static Map<String, Object> definitions() {
        return of(
                "number", anyOf(of("type", "number"), text("^" + Scalars.NUMBER + "$")),
                "whole", anyOf(of("type", "integer"), text("^" + Scalars.WHOLE_NUMBER + "$")),
                "truth", anyOf(of("type", "boolean"), oneOf(List.of("true", "false"))),
                "range", text(AxisReader.WHOLE_RANGE),
                "default", of("const", "default"));
    }

    /** @param least 0 or 1 */
    static Map<String, Object> whole(int least, long most) {
        String positive = "\\+?[1-9][0-9]{0,%d}".formatted(Long.toString(most).length() - 1);
        return anyOf(
                of("type", "integer", "minimum", least, "maximum", most),
                text("^(" + (least == 0 ? "[-+]?0|" : "") + positive + ")$"));
    }

    static Map<String, Object> list(Object item) {
        return of("type", "array", "items", item);
    }

    /** With one item at least. */
    static Map<String, Object> some(Object item) {
        return of("type", "array", "items", item, "minItems", 1);
    }

    static Map<String, Object> pair(Object item) {
        return of("type", "array", "items", item, "minItems", 2, "maxItems", 2);
    }

    /** A value, or several. */
    static Map<String, Object> axis(Object item) {
        return anyOf(item, some(item));
    }

    /** An object of these keys and no others. */
    static Map<String, Object> object(Map<String, ?> properties, String... required) {
        Map<String, Object> object = of("type", "object", "properties", properties, "additionalProperties", false);
        if (required.length > 0) {
            object.put("required", List.of(required));
        }
        return object;
    }

    /** With one key at least. */
    static Map<String, Object> filled(Map<String, Object> object) {
        object.put("minProperties", 1);
        return object;
    }

    /** With exactly one key. */
    static Map<String, Object> single(Map<String, Object> object) {
        object.put("minProperties", 1);
        object.put("maxProperties", 1);
        return object;
    }

    /** What a parameter takes. @param builtIn its value. @param words if it is one of a few */
    static Map<String, Object> like(Object builtIn, List<String> words) {
        if (!words.isEmpty()) {
            return oneOf(words);
        }
        if (builtIn instanceof Integer || builtIn instanceof Long) {
            return ref("whole");
        }
        if (builtIn instanceof Number) {
            return number();
        }
        return builtIn instanceof Boolean ? ref("truth") : text();
    }

    /** What an axis of such a parameter takes besides: {@code default}, and ranges of whole numbers. */
    static Map<String, Object> onAxis(Object builtIn, Map<String, Object> schema) {
        List<Object> ways = new ArrayList<>(List.of(schema, ref("default")));
        if (builtIn instanceof Number) {
            ways.add(ref("range"));
        }
        return of("anyOf", ways);
    }

    static Map<String, Object> described(String what, Map<String, Object> schema) {
        Map<String, Object> described = of("description", what);
        described.putAll(schema);
        return described;
    }
}
