package sdde.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pieces of a JSON Schema, as maps in a fixed order. */
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

    static Map<String, Object> number() {
        return of("type", "number");
    }

    static Map<String, Object> whole(int least, int most) {
        return of("type", "integer", "minimum", least, "maximum", most);
    }

    static Map<String, Object> list(Object item) {
        return of("type", "array", "items", item);
    }

    static Map<String, Object> pair(Object item) {
        return of("type", "array", "items", item, "minItems", 2, "maxItems", 2);
    }

    /** A value, or several. */
    static Map<String, Object> axis(Object item) {
        return anyOf(item, of("type", "array", "items", item, "minItems", 1));
    }

    /** An object of these keys and no others. */
    static Map<String, Object> object(Map<String, ?> properties, String... required) {
        Map<String, Object> object = of("type", "object", "properties", properties, "additionalProperties", false);
        if (required.length > 0) {
            object.put("required", List.of(required));
        }
        return object;
    }

    /** What a parameter takes, by its built-in value; for an axis, ranges too. */
    static Map<String, Object> like(Object builtIn) {
        if (builtIn instanceof Integer || builtIn instanceof Long) {
            return of("type", "integer");
        }
        if (builtIn instanceof Number) {
            return number();
        }
        return builtIn instanceof Boolean ? of("type", "boolean") : text();
    }

    static Map<String, Object> described(String what, Map<String, Object> schema) {
        Map<String, Object> described = of("description", what);
        described.putAll(schema);
        return described;
    }

    static List<String> joined(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }
}
