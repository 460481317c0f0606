package sdde.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that a sweep left to its recipes and to the program, for people. */
final class Defaults {
    private static final String BUILT_IN = "built in";
    private static final int INDENT = 6;

    private Defaults() {}

    /** Those of recipes with their place, one a line; then those that are built in. */
    static List<String> lines(Plan plan) {
        Map<Plan.Resolved, Set<String>> datasets = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>();
        plan.resolved().forEach(value -> {
            all.add(value.dataset());
            datasets.computeIfAbsent(
                            new Plan.Resolved("", value.key(), value.value(), value.source()),
                            absent -> new LinkedHashSet<>())
                    .add(value.dataset());
        });
        List<String> lines = new ArrayList<>();
        List<String> builtIn = new ArrayList<>();
        datasets.forEach((value, of) -> {
            String whose = of.equals(all) ? "" : String.join(", ", of) + ": ";
            String text = "%s%s = %s".formatted(whose, value.key(), value.value());
            if (value.source().equals(BUILT_IN)) {
                builtIn.add(text);
            } else {
                lines.add("  %s   %s".formatted(text, value.source()));
            }
        });
        if (!builtIn.isEmpty()) {
            lines.add("  " + BUILT_IN + ": " + String.join(", ", builtIn));
        }
        return lines;
    }

    /** The line broken at spaces, what follows indented. @param columns 0: nowhere */
    static String broken(String line, int columns) {
        if (columns <= 2 * INDENT || line.length() <= columns) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        String rest = line;
        int start = line.length() - line.stripLeading().length() + 1; // the indent is no place to break
        while (rest.length() > columns) {
            int space = rest.lastIndexOf(' ', columns);
            int at = space > start ? space : rest.indexOf(' ', columns);
            if (at < 0) {
                break;
            }
            text.append(rest.substring(0, at).stripTrailing()).append('\n');
            rest = " ".repeat(INDENT) + rest.substring(at).strip();
            start = INDENT + 1;
        }
        return text.append(rest).toString();
    }
}
