package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sdde.report.document.Cell;

/** {@code numbers.tex}: one macro a number of the result tables, with the runs behind it in a comment. */
final class NumbersFile {
    private static final List<String> DIGITS =
            List.of("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

    private final StringBuilder out =
            new StringBuilder("%% numbers: one macro each; after it, the ids of the runs behind it\n");
    private final Set<String> taken = new TreeSet<>();

    private NumbersFile() {}

    static String of(Analysis analysis) {
        NumbersFile file = new NumbersFile();
        for (Group group : analysis.groups()) {
            List<Endpoint> endpoints = new ArrayList<>(Endpoint.main(group, analysis.options(), false));
            endpoints.addAll(Endpoint.main(group, analysis.options(), true));
            for (String set : group.oodSets()) {
                for (String aggregator : AggregatorSection.aggregators(group, set)) {
                    endpoints.add(
                            Endpoint.auroc("Auroc " + set + " by " + aggregator, "", List.of(set), aggregator, false));
                }
            }
            endpoints.forEach(endpoint -> group.rows().forEach(row -> file.add(group, row, endpoint)));
        }
        return file.out.toString();
    }

    private void add(Group group, MethodRow row, Endpoint endpoint) {
        Cell cell = Estimates.cell(endpoint.of(row, group.seeds()), group.seeds(), endpoint, Set.of());
        if (!(cell instanceof Cell.Estimate estimate)) {
            return;
        }
        String name = "sdde" + letters(group.title()) + letters(row.label()) + letters(endpoint.id())
                + (endpoint.scaled() ? "Scaled" : "");
        macro(name + "Mean", endpoint.scale().show(estimate.mean()), row);
        if (!Double.isNaN(estimate.sd())) {
            macro(name + "Sd", endpoint.scale().show(estimate.sd()), row);
        }
        macro(name + "Seeds", Integer.toString(estimate.n()), row);
    }

    private void macro(String name, String number, MethodRow row) {
        String free = name;
        while (!taken.add(free)) {
            free += "X";
        }
        out.append("\\newcommand{\\")
                .append(free)
                .append("}{")
                .append(number)
                .append("} % ")
                .append(row.runIds())
                .append('\n');
    }

    /** Names of macros have letters only: {@code mnist, N = 3} becomes {@code MnistNThree}. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        boolean start = true;
        for (char c : text.replace("λ", " lambda ").toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                letters.append(start ? Character.toUpperCase(c) : c);
                start = false;
            } else {
                letters.append(c >= '0' && c <= '9' ? DIGITS.get(c - '0') : c == '.' ? "Point" : "");
                start = true;
            }
        }
        return letters.toString();
    }
}
