package sdde.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code exclude} and {@code priority}: rules whose keys are those of axes. */
final class RuleReader {
    private final AxisReader axes;
    private final Problems problems;

    RuleReader(AxisReader axes, Problems problems) {
        this.axes = axes;
        this.problems = problems;
    }

    List<Sweep.Rule> rules(Node node) {
        if (!(node instanceof Node.Items items)) {
            problems.add(node.place(), "expected a list of rules such as '- {method: de}', got " + node.shown());
            return List.of();
        }
        List<Sweep.Rule> rules = new ArrayList<>();
        items.items().forEach(item -> rule(item).ifPresent(rules::add));
        return rules;
    }

    private Optional<Sweep.Rule> rule(Node node) {
        if (!(node instanceof Node.Entries entries) || entries.entries().isEmpty()) {
            problems.add(node.place(), "expected a rule such as {method: de}, got " + node.shown());
            return Optional.empty();
        }
        Map<String, List<Sweep.Value>> values = new LinkedHashMap<>();
        for (Node.Entry entry : entries.entries()) {
            List<Sweep.Value> allowed =
                    axes.allowed(entry).stream().flatMap(List::stream).toList();
            values.put(entry.key(), allowed);
        }
        return Optional.of(new Sweep.Rule(node.place(), text(entries), values));
    }

    /** As it would be written on one line. */
    private static String text(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return Text.shorten(scalar.text());
        }
        if (node instanceof Node.Items items) {
            return Text.shorten(
                    items.items().stream().map(RuleReader::text).toList().toString());
        }
        return node instanceof Node.Entries entries
                ? entries.entries().stream()
                        .map(entry -> Text.shorten(entry.key()) + ": " + text(entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"))
                : "";
    }
}
