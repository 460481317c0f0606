package sdde.report.document;

import java.util.List;

/**
 * A table.
 *
 * @param id unique in its document, of {@code [a-z0-9-]}: the name of its files
 * @param caption one line
 * @param columns headers; the first column names the row
 * @param rows each of as many cells as there are columns
 * @param notes below the table
 * @param folded shown only on demand where the format can
 */
public record Table(
        String id, String caption, List<Column> columns, List<List<Cell>> rows, List<String> notes, boolean folded)
        implements Block {
    /** @param numeric aligned right, and sorted as numbers */
    public record Column(String header, boolean numeric) {
        public static Column words(String header) {
            return new Column(header, false);
        }

        public static Column numbers(String header) {
            return new Column(header, true);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + id + " has " + columns.size() + " columns, got a row of " + row.size());
            }
        }
    }

    public Table(String id, String caption, List<Column> columns, List<List<Cell>> rows, List<String> notes) {
        this(id, caption, columns, rows, notes, false);
    }
}
