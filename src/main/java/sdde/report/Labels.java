package sdde.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import sdde.config.Choice;
import sdde.report.document.Digits;
import sdde.run.Json;

/** Short names that tell things apart. */
final class Labels {
    private Labels() {}

    /** {@code sdde λ=0.1}. */
    static String method(Choice method) {
        Object lambda = method.parameters().get("lambda");
        return lambda == null ? method.name() : method.name() + " λ=" + parameter(lambda);
    }

    static String parameter(Object value) {
        return value instanceof Number number ? Digits.plain(number.doubleValue()) : String.valueOf(value);
    }

    /** Labels of all things; those that share one also name the settings in which they differ. */
    static <T> List<String> distinct(List<T> things, Function<T, String> label) {
        List<String> labels = new ArrayList<>();
        for (T thing : things) {
            List<T> rivals = things.stream()
                    .filter(other -> label.apply(other).equals(label.apply(thing)))
                    .toList();
            String differences = rivals.size() == 1 ? "" : differences(thing, rivals);
            labels.add(label.apply(thing) + (differences.isEmpty() ? "" : ", " + differences));
        }
        return labels;
    }

    /** For file names and anchors: of {@code [a-z0-9-]}, and not yet taken. */
    static String slug(String text, Set<String> taken) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String free = slug.isEmpty() ? "set" : slug;
        for (int i = 2; !taken.add(free); i++) {
            free = slug + "-" + i;
        }
        return free;
    }

    /** All leaves of a record by their path: {@code train.epochs}. */
    static SortedMap<String, String> flat(Object record) {
        SortedMap<String, String> leaves = new TreeMap<>();
        flatten("", Json.MAPPER.valueToTree(record), leaves);
        return leaves;
    }

    private static <T> String differences(T thing, List<T> rivals) {
        SortedMap<String, String> mine = flat(thing);
        List<SortedMap<String, String>> all = rivals.stream().map(Labels::flat).toList();
        TreeSet<String> keys = new TreeSet<>();
        all.forEach(leaves -> keys.addAll(leaves.keySet()));
        return keys.stream()
                .filter(key -> all.stream()
                                .map(leaves -> leaves.getOrDefault(key, ""))
                                .distinct()
                                .count()
                        > 1)
                .map(key -> key.replaceFirst(".*\\.", "") + " " + mine.getOrDefault(key, "unset"))
                .collect(Collectors.joining(", "));
    }

    private static void flatten(String path, JsonNode node, SortedMap<String, String> leaves) {
        if (!node.isObject()) {
            leaves.put(
                    path,
                    node.isNumber()
                            ? Digits.plain(node.asDouble())
                            : node.isTextual() ? node.asText() : node.toString());
            return;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        names.forEach(name -> flatten(path.isEmpty() ? name : path + "." + name, node.get(name), leaves));
    }
}
