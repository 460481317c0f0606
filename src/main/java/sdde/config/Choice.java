package sdde.config;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A variant chosen by name, and its parameters: {@code sdde {lambda: 0.1}}.
 *
 * @param parameters by user-visible name (snake_case); values are numbers, texts, booleans or lists of these
 */
public record Choice(String name, SortedMap<String, Object> parameters) {
    /** Parameters of datasets that are paths; relative ones are meant from the file they stand in. */
    static final Set<String> PATHS = Set.of("images", "labels", "file", "folder", "path");

    public Choice {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public static Choice of(String name) {
        return new Choice(name, new TreeMap<>());
    }

    public static Choice of(String name, Map<String, ?> parameters) {
        return new Choice(name, new TreeMap<>(parameters));
    }

    /** Without the parameters that only say where files lie: paths, and {@code x} where {@code x_sha256} tells what it holds. */
    public Choice withoutPaths() {
        if (parameters.keySet().stream().noneMatch(Choice::tellsWhere)) {
            return this; // a plan of many runs asks often
        }
        TreeMap<String, Object> others = new TreeMap<>(parameters);
        others.keySet().removeAll(PATHS);
        others.keySet()
                .removeIf(name -> !parameters.getOrDefault(name + "_sha256", "").equals(""));
        return new Choice(name, others);
    }

    private static boolean tellsWhere(String parameter) {
        return PATHS.contains(parameter) || parameter.endsWith("_sha256");
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? name : name + parameters;
    }
}
