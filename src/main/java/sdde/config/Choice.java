package sdde.config;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A variant chosen by name, and its parameters: {@code sdde {lambda: 0.1}}.
 *
 * @param parameters by user-visible name (snake_case); values are numbers, texts, booleans or lists of these
 */
public record Choice(String name, SortedMap<String, Object> parameters) {
    public Choice {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public static Choice of(String name) {
        return new Choice(name, new TreeMap<>());
    }

    public static Choice of(String name, Map<String, ?> parameters) {
        return new Choice(name, new TreeMap<>(parameters));
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? name : name + parameters;
    }
}
