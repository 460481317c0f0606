package sdde.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdde.run.Home;

/** Whether the database says what a rebuild would make of the run folders, row by row. */
public final class RowComparison {
    /** Evaluation elsewhere may differ in the last digits. */
    private static final double TOLERANCE = 1e-6;

    /** @param key how many columns name a row. @param place of the run's id among them */
    private record Compared(String table, int key, int place) {}

    private static final List<Compared> TABLES = List.of(
            new Compared("run", 1, 0),
            new Compared("sweep_run", 3, 2),
            new Compared("sweep_eval_set", 4, 2),
            new Compared("attempt", 2, 0),
            new Compared("epoch_metric", 3, 0),
            new Compared("measurement", 5, 0),
            new Compared("artifact", 2, 0),
            new Compared("provenance", 3, 0));

    private final Database stored;
    private final Database made;
    private final Set<String> runs;

    private RowComparison(Database stored, Database made, Set<String> runs) {
        this.stored = stored;
        this.made = made;
        this.runs = runs;
    }

    /**
     * All differences, in words. It takes as long as a rebuild: all that was predicted is evaluated anew.
     *
     * @param runs to look at; those that are being trained have no rows to rely on yet
     */
    public static List<String> differences(Database stored, Home home, Set<String> runs, Evaluation evaluation) {
        try (Database made = Database.inMemory()) {
            Rebuild.into(made, home, evaluation);
            RowComparison comparison = new RowComparison(stored, made, runs);
            return TABLES.stream()
                    .flatMap(table -> comparison.differences(table).stream())
                    .toList();
        }
    }

    private List<String> differences(Compared table) {
        Map<List<String>, List<@Nullable Object>> there = rows(stored, table);
        Map<List<String>, List<@Nullable Object>> right = rows(made, table);
        if (table.table.equals("measurement")) {
            dropOfOtherSets(there, right);
        }
        List<String> columns =
                made.query("SELECT * FROM " + table.table + " WHERE 1 = 0").columns();
        Map<String, String> differences = new TreeMap<>();
        there.forEach((key, row) -> {
            List<@Nullable Object> should = right.get(key);
            if (should == null) {
                differences.put(name(table, key), "is in no run folder");
            } else {
                difference(columns, row, should, table.key).ifPresent(what -> differences.put(name(table, key), what));
            }
        });
        right.keySet().stream()
                .filter(key -> !there.containsKey(key))
                .forEach(key -> differences.put(name(table, key), "is missing"));
        return differences.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
    }

    private Map<List<String>, List<@Nullable Object>> rows(Database database, Compared table) {
        Map<List<String>, List<@Nullable Object>> rows = new LinkedHashMap<>();
        for (List<@Nullable Object> row :
                database.query("SELECT * FROM " + table.table).rows()) {
            List<String> key =
                    row.subList(0, table.key).stream().map(String::valueOf).toList();
            if (runs.contains(key.get(table.place))) {
                rows.put(key, row);
            }
        }
        return rows;
    }

    /** What was measured for a sweep that has been taken out stays, and no plan says any more how to make it anew. */
    private static void dropOfOtherSets(
            Map<List<String>, List<@Nullable Object>> there, Map<List<String>, List<@Nullable Object>> right) {
        Set<List<String>> sets =
                right.keySet().stream().map(key -> key.subList(0, 2)).collect(Collectors.toSet());
        there.keySet().removeIf(key -> !sets.contains(key.subList(0, 2)));
    }

    private static Optional<String> difference(
            List<String> columns, List<@Nullable Object> row, List<@Nullable Object> should, int first) {
        List<String> different = new ArrayList<>();
        for (int at = first; at < columns.size(); at++) {
            if (!isSame(row.get(at), should.get(at))) {
                different.add("has %s %s, should have %s".formatted(columns.get(at), row.get(at), should.get(at)));
            }
        }
        return different.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", different));
    }

    private static boolean isSame(@Nullable Object x, @Nullable Object y) {
        if (x instanceof Double one && y instanceof Double other) {
            return one.equals(other) || Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(other));
        }
        return Objects.equals(x, y) || String.valueOf(x).equals(String.valueOf(y));
    }

    private static String name(Compared table, List<String> key) {
        return table.table + " " + String.join(" ", key);
    }
}
