package sdde.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import sdde.report.document.Cell;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.EvalSet;

/** Settings and surroundings of runs as values by name, and in which of them two collections of runs differ. */
final class Facts {
    private static final int MOST_VALUES = 8;

    /** Of one start of a process: says nothing about the numbers. */
    private static final Set<String> PASSING =
            Set.of("pid", "attempt", "slot", "kind", "time", "folder", "resumed", "visible");

    private Facts() {}

    /** Every value of every setting of the runs. */
    static SortedMap<String, SortedSet<String>> settings(Collection<StudyRun> runs) {
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        for (StudyRun run : runs) {
            Labels.flat(run.spec()).forEach((name, value) -> add(values, name, value));
            for (EvalSet set : run.member().evalSets()) {
                add(values, "evaluation." + set.role().label(), set.name());
            }
        }
        return values;
    }

    /** Every value of every fact that the workers told when they started. */
    static SortedMap<String, SortedSet<String>> surroundings(Collection<StudyRun> runs) {
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        for (StudyRun run : runs) {
            run.events().stream()
                    .filter(event -> event.type().equals("start"))
                    .forEach(event -> Labels.flat(event.data()).forEach((name, value) -> {
                        if (!PASSING.contains(name) && !value.startsWith("/")) {
                            add(values, name, value);
                        }
                    }));
        }
        return values;
    }

    /** A row for every name whose values are not the same. */
    static Table differences(
            String id,
            String caption,
            SortedMap<String, SortedSet<String>> a,
            SortedMap<String, SortedSet<String>> b,
            Sides sides) {
        SortedSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        List<List<Cell>> rows = new ArrayList<>();
        for (String name : names) {
            SortedSet<String> mine = a.getOrDefault(name, new TreeSet<>());
            SortedSet<String> theirs = b.getOrDefault(name, new TreeSet<>());
            if (!mine.equals(theirs)) {
                rows.add(List.of(Cell.of(name), values(mine), values(theirs)));
            }
        }
        return new Table(
                id,
                caption,
                List.of(Column.words("name"), Column.words(sides.a()), Column.words(sides.b())),
                rows,
                List.of());
    }

    private static Cell values(SortedSet<String> values) {
        if (values.isEmpty()) {
            return Cell.missing();
        }
        String shown = String.join(", ", values.stream().limit(MOST_VALUES).toList());
        return Cell.of(values.size() > MOST_VALUES ? shown + ", … (" + values.size() + " values)" : shown);
    }

    private static void add(SortedMap<String, SortedSet<String>> values, String name, String value) {
        values.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
    }

    /** What the two that are compared are called. */
    record Sides(String a, String b) {}
}
