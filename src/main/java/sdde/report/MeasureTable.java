package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.evaluate.Measurement;
import sdde.report.document.Cell;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** Measures that depend on no aggregator: a row each, a column for every method. */
final class MeasureTable {
    private final Group group;
    private final String set;
    private final String temperature;

    /** @param temperature as in {@link Measurement} */
    MeasureTable(Group group, String set, String temperature) {
        this.group = group;
        this.set = set;
        this.temperature = temperature;
    }

    /** Those of {@code names} that at least one run has, in their order. */
    List<String> present(List<String> names) {
        return names.stream()
                .filter(name -> group.used().stream()
                        .flatMap(run -> run.measurements().stream())
                        .anyMatch(one -> isMine(one, name)))
                .toList();
    }

    private boolean isMine(Measurement one, String name) {
        return one.metric().equals(name)
                && one.evalSet().equals(set)
                && one.aggregator().equals(ScoreKey.NO_AGGREGATOR)
                && one.temperature().equals(temperature);
    }

    /** Of those that are present. */
    List<Endpoint> endpoints(List<String> names) {
        boolean scaled = !temperature.equals(ScoreKey.UNSCALED);
        return present(names).stream()
                .map(name -> new Endpoint(
                        name, name, name, List.of(set), ScoreKey.NO_AGGREGATOR, scaled, false, new Scale(1, 4)))
                .toList();
    }

    Table of(String id, String caption, List<String> names, List<String> notes) {
        List<Column> columns = new ArrayList<>(List.of(Column.words("measure")));
        group.rows().forEach(row -> columns.add(Column.numbers(row.marked())));
        List<List<Cell>> rows = new ArrayList<>();
        for (Endpoint endpoint : endpoints(names)) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(endpoint.metric())));
            group.rows().forEach(method -> row.add(Estimates.cell(method, group.seeds(), endpoint)));
            rows.add(row);
        }
        return new Table(id, caption, columns, rows, notes);
    }
}
