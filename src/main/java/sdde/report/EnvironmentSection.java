package sdde.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** What the workers found around them when they started, and where runs of one table differ in it. */
final class EnvironmentSection {
    /** Of one start of a process: says nothing about the numbers. */
    private static final Set<String> PASSING = Set.of("pid", "attempt", "slot", "kind", "time", "folder", "resumed");

    /** Differences in these can change the last bits of a number. */
    private static final Set<String> NUMERIC =
            Set.of("cpu", "arch", "libtorch", "djl", "device", "threads", "commit", "gpu", "driver", "cuda");

    private static final int MOST_LISTED = 6;

    private EnvironmentSection() {}

    static Section of(Analysis analysis) {
        SortedMap<String, SortedMap<String, Set<String>>> facts = facts(analysis.used());
        if (facts.isEmpty()) {
            return new Section(
                    "environment",
                    "Environment",
                    List.of(new Paragraph("No run has told its environment.", Tone.CAUTION)));
        }
        List<Block> blocks = new ArrayList<>();
        String differing = facts.entrySet().stream()
                .filter(fact -> fact.getValue().size() > 1 && NUMERIC.contains(fact.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        blocks.add(
                differing.isEmpty()
                        ? new Paragraph(
                                "All runs in the tables had the same processor, libraries, threads and version of this"
                                        + " program, as far as they told.")
                        : new Paragraph(
                                "Runs in the tables differ in " + differing
                                        + ": their numbers are comparable within rounding, not bit for bit.",
                                Tone.CAUTION));
        blocks.add(table(facts));
        differences(facts, analysis.used().size()).ifPresent(blocks::add);
        return new Section("environment", "Environment and differences between runs", blocks);
    }

    /** Which runs stand apart, by id: every value but the most frequent of a fact. */
    private static Optional<Table> differences(SortedMap<String, SortedMap<String, Set<String>>> facts, int all) {
        List<List<Cell>> rows = new ArrayList<>();
        facts.forEach((name, values) -> {
            String usual = values.entrySet().stream()
                    .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                    .map(Map.Entry::getKey)
                    .orElse("");
            values.forEach((value, runs) -> {
                if (!value.equals(usual)) {
                    rows.add(List.of(
                            Cell.of(name),
                            Cell.of(value),
                            Cell.of(usual),
                            Cell.of(
                                    runs.size() > MOST_LISTED
                                            ? runs.size() + " of " + all + " runs"
                                            : String.join(" ", runs)),
                            Cell.of(NUMERIC.contains(name) ? "yes" : "no")));
                }
            });
        });
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "environment-differences",
                        "Where runs of these tables differ",
                        List.of(
                                Column.words("fact"),
                                Column.words("value"),
                                Column.words("of most runs"),
                                Column.words("runs that differ"),
                                Column.words("can change a number")),
                        rows,
                        List.of("A run that was resumed elsewhere has both values.")));
    }

    /** Runs by value by fact. */
    private static SortedMap<String, SortedMap<String, Set<String>>> facts(List<StudyRun> runs) {
        SortedMap<String, SortedMap<String, Set<String>>> facts = new TreeMap<>();
        for (StudyRun run : runs) {
            run.events().stream()
                    .filter(event -> event.type().equals("start"))
                    .forEach(event -> Labels.flat(event.data()).forEach((name, value) -> {
                        if (!PASSING.contains(name) && !value.startsWith("/")) {
                            facts.computeIfAbsent(name, fact -> new TreeMap<>())
                                    .computeIfAbsent(value, of -> new TreeSet<>())
                                    .add(run.member().id().hex());
                        }
                    }));
        }
        return facts;
    }

    private static Table table(SortedMap<String, SortedMap<String, Set<String>>> facts) {
        List<List<Cell>> rows = new ArrayList<>();
        facts.forEach((name, values) -> values.forEach(
                (value, runs) -> rows.add(List.of(Cell.of(name), Cell.of(value), Cell.of(runs.size())))));
        return new Table(
                "environment",
                "As the workers found it",
                List.of(Column.words("fact"), Column.words("value"), Column.numbers("runs")),
                rows,
                List.of("A fact with several lines differs between runs, or between the attempts of one."));
    }
}
