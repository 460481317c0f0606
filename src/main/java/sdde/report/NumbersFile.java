package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.statistics.Interval;

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
            group.testSet().ifPresent(set -> endpoints.addAll(measures(group, set, endpoints)));
            endpoints.forEach(endpoint -> group.rows().forEach(row -> file.add(group, row, endpoint)));
        }
        analysis.comparisons().forEach(file::add);
        return file.out.toString();
    }

    /** Of calibration and diversity, but for those of the result table. @param others that have a macro already */
    private static List<Endpoint> measures(Group group, String set, List<Endpoint> others) {
        List<Endpoint> measures = new ArrayList<>();
        for (String temperature : List.of(ScoreKey.UNSCALED, ScoreKey.SCALED)) {
            measures.addAll(new MeasureTable(group, set, temperature).endpoints(CalibrationSection.NAMES));
        }
        measures.addAll(DiversitySection.measures(group, set).endpoints(DiversitySection.metrics(group, set)));
        return measures.stream()
                .filter(one -> others.stream()
                        .noneMatch(other -> other.metric().equals(one.metric())
                                && other.scaled() == one.scaled()
                                && other.evalSets().equals(one.evalSets())))
                .toList();
    }

    /** Difference to the baseline with its interval and p-values, as far as the seeds give them. */
    private void add(Comparison one) {
        if (one.pairs() == 0) {
            return;
        }
        Endpoint endpoint = one.endpoint();
        String name = "sdde" + letters(one.group().title()) + letters(one.row().label()) + "Against"
                + letters(one.baseline().label()) + letters(endpoint.id());
        String runs = one.row().runIds() + " against " + one.baseline().runIds();
        macro(name + "Difference", maths(endpoint.scale().show(one.test().estimate())), runs);
        if (one.hasTest()) {
            Interval interval = one.test().interval(0.95);
            macro(name + "Low", maths(endpoint.scale().show(interval.low())), runs);
            macro(name + "High", maths(endpoint.scale().show(interval.high())), runs);
            macro(name + "PHolm", maths(Digits.probability(one.adjusted())), runs);
        }
        if (!Double.isNaN(one.exact())) {
            macro(name + "PExact", maths(Digits.probability(one.exact())), runs);
        }
    }

    /** Signs as signs. */
    private static String maths(String number) {
        return number.startsWith("-") || number.startsWith("<")
                ? "\\ensuremath{" + number.replace(" ", "") + "}"
                : number;
    }

    private void add(Group group, MethodRow row, Endpoint endpoint) {
        Cell cell = Estimates.cell(row, group.seeds(), endpoint);
        if (!(cell instanceof Cell.Estimate estimate)) {
            return;
        }
        String name = "sdde" + letters(group.title()) + letters(row.label()) + letters(endpoint.id())
                + (endpoint.scaled() ? "Scaled" : "");
        macro(name + "Mean", endpoint.scale().show(estimate.mean()), row.runIds());
        if (!Double.isNaN(estimate.sd())) {
            macro(name + "Sd", endpoint.scale().show(estimate.sd()), row.runIds());
        }
        macro(name + "Seeds", Integer.toString(estimate.n()), row.runIds());
    }

    private void macro(String name, String number, String runs) {
        String free = name;
        while (!taken.add(free)) {
            free += "X";
        }
        out.append("\\newcommand{\\")
                .append(free)
                .append("}{")
                .append(number)
                .append("} % ")
                .append(runs)
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
