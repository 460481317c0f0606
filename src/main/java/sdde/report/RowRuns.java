package sdde.report;

import java.util.List;
import java.util.Optional;
import sdde.report.document.Cell;
import sdde.report.document.Table;

/** The runs behind a row of a table that is about one method of one block: found by the names that the row itself gives. */
final class RowRuns {
    private RowRuns() {}

    /** Ids of the used runs, of one seed where the row is about one; empty where a row names no method or its block cannot be told. */
    static Optional<List<String>> of(List<Group> groups, Table table, List<Cell> cells) {
        Optional<String> method = text(table, cells, "method");
        Optional<String> block = text(table, cells, "block");
        return groups.stream()
                .filter(group -> block.map(title -> title.equals(group.title()))
                        .orElse(groups.size() == 1 || table.id().endsWith("-" + group.id())))
                .flatMap(group -> group.rows().stream())
                .filter(row -> method.isPresent()
                        && (row.label().equals(method.get()) || row.marked().equals(method.get())))
                .findFirst()
                .map(row -> row.used().stream()
                        .filter(run -> text(table, cells, "seed")
                                .map(Long.toString(run.spec().seed())::equals)
                                .orElse(true))
                        .map(run -> run.member().id().hex())
                        .toList());
    }

    private static Optional<String> text(Table table, List<Cell> cells, String column) {
        for (int i = 0; i < cells.size(); i++) {
            if (table.columns().get(i).header().equals(column)) {
                return Optional.of(cells.get(i).text());
            }
        }
        return Optional.empty();
    }
}
