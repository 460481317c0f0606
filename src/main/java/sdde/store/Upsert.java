package sdde.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Insert or update, in the one form that H2 and PostgreSQL share.
 *
 * @param columns with their types, as {@code run_id VARCHAR}, the keys first; a parameter needs its type in PostgreSQL
 * @param keys how many of the columns are the primary key
 */
record Upsert(String table, int keys, List<String> columns) {
    Upsert {
        columns = List.copyOf(columns);
    }

    String sql() {
        return insertIfMissing()
                .replace(
                        " WHEN NOT MATCHED",
                        " WHEN MATCHED THEN UPDATE SET "
                                + joined(names().subList(keys, columns.size()), "%1$s = s.%1$s", ", ")
                                + " WHEN NOT MATCHED");
    }

    /** Leaves a row alone that is already there. */
    String insertIfMissing() {
        String casts = columns.stream()
                .map(column -> "CAST(? AS " + column.substring(column.indexOf(' ') + 1) + ")")
                .collect(Collectors.joining(", "));
        return "MERGE INTO %s t USING (VALUES (%s)) AS s (%s) ON %s WHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)"
                .formatted(
                        table,
                        casts,
                        joined(names(), "%s", ", "),
                        joined(names().subList(0, keys), "t.%1$s = s.%1$s", " AND "),
                        joined(names(), "%s", ", "),
                        joined(names(), "s.%s", ", "));
    }

    private List<String> names() {
        return columns.stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .toList();
    }

    private static String joined(List<String> names, String pattern, String separator) {
        return names.stream().map(name -> pattern.formatted(name)).collect(Collectors.joining(separator));
    }
}
