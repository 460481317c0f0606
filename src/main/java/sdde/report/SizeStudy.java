package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.Curves;
import sdde.report.statistics.DeLong;
import sdde.report.statistics.Sample;

/** What the stored logits say of ensemble size and of every single run: sub-ensembles, and DeLong's test. */
final class SizeStudy {
    private SizeStudy() {}

    /** Nothing without stored predictions. */
    static List<Block> of(Analysis analysis, Group group) {
        Map<String, StoredLogits.Row> rows = analysis.logits().of(group, analysis.options());
        List<Block> blocks = new ArrayList<>();
        if (rows.isEmpty()) {
            return blocks;
        }
        if (group.setting().ensembleSize() > 1) {
            List<String> sets = group.oodSets();
            for (int i = 0; i < sets.size(); i++) {
                String set = sets.get(i);
                String caption = analysis.caption("U_avg's AUROC on " + set + " against the number of members", group);
                blocks.add(new Figure(
                        "sizes-" + group.id() + "-" + (i + 1),
                        caption
                                + "; means over seeds and sub-ensembles of the stored members, bands of one standard deviation over seeds",
                        curves(caption, "AUROC %", rows, run -> run.aurocBySize()
                                .getOrDefault(set, List.of()))));
            }
            blocks.add(table(analysis, group, rows));
        }
        if (!group.oodSets().isEmpty()) {
            blocks.add(deLong(analysis, group, rows));
        }
        return blocks;
    }

    private static String curves(
            String caption, String axis, Map<String, StoredLogits.Row> rows, Function<RunLogits, List<Double>> bySize) {
        List<Curves.Series> series = new ArrayList<>();
        rows.forEach((label, row) -> {
            List<Curves.Point> points = new ArrayList<>();
            for (int size = 0; size < sizes(row, bySize); size++) {
                double[] values = at(row, bySize, size);
                points.add(new Curves.Point(size + 1, Sample.mean(values), Sample.sd(values)));
            }
            if (!points.isEmpty()) {
                series.add(new Curves.Series(label, points));
            }
        });
        return Curves.of(
                caption,
                new Curves.Axes("members of a sub-ensemble", axis, Scale.PERCENT, false),
                series,
                new Curves.Level("", Double.NaN));
    }

    static int sizes(StoredLogits.Row row, Function<RunLogits, List<Double>> bySize) {
        return row.runs().stream()
                .mapToInt(run -> bySize.apply(run).size())
                .max()
                .orElse(0);
    }

    /** One value a run. */
    static double[] at(StoredLogits.Row row, Function<RunLogits, List<Double>> bySize, int size) {
        return row.runs().stream()
                .map(bySize)
                .filter(values -> values.size() > size)
                .mapToDouble(values -> values.get(size))
                .toArray();
    }

    private static Table table(Analysis analysis, Group group, Map<String, StoredLogits.Row> rows) {
        Map<String, Function<RunLogits, List<Double>>> numbers = new LinkedHashMap<>();
        numbers.put("accuracy %", RunLogits::accuracyBySize);
        group.oodSets()
                .forEach(set -> numbers.put(
                        "AUROC " + Endpoint.name(set), run -> run.aurocBySize().getOrDefault(set, List.of())));
        List<Column> columns = new ArrayList<>(List.of(Column.words("method"), Column.numbers("members")));
        numbers.keySet().forEach(name -> columns.add(Column.numbers(name)));
        List<List<Cell>> cells = new ArrayList<>();
        rows.forEach((label, row) -> {
            for (int size = 0; size < sizes(row, RunLogits::accuracyBySize); size++) {
                List<Cell> line = new ArrayList<>(List.of(Cell.of(label), Cell.of(size + 1)));
                for (Function<RunLogits, List<Double>> number : numbers.values()) {
                    double[] values = at(row, number, size);
                    line.add(
                            values.length == 0
                                    ? Cell.missing()
                                    : new Cell.Estimate(
                                            Sample.mean(values),
                                            Sample.sd(values),
                                            values.length,
                                            Scale.PERCENT,
                                            java.util.Set.of(),
                                            ""));
                }
                cells.add(line);
            }
        });
        return new Table(
                "sizes-" + group.id(),
                analysis.caption("Sub-ensembles of the stored members", group),
                columns,
                cells,
                List.of(
                        "Each run's mean over all sub-ensembles of that size (over the rings of neighbours where there are more than twenty);"
                                + " mean ± standard deviation over seeds. AUROC of logit-average, without temperature. Members that were"
                                + " trained jointly were trained beside those left out, so a curve is not what training fewer would give. "
                                + Selection.note(group, analysis.options())),
                true);
    }

    private static Table deLong(Analysis analysis, Group group, Map<String, StoredLogits.Row> rows) {
        List<List<Cell>> cells = new ArrayList<>();
        rows.forEach((label, row) -> group.oodSets().forEach(set -> row.runs().forEach(run -> {
            DeLong test = run.deLong().get(set);
            if (test != null) {
                cells.add(List.of(
                        Cell.of(label),
                        Cell.of(Endpoint.name(set)),
                        Cell.of(run.seed()),
                        new Cell.Quantity(test.aucB(), Scale.PERCENT),
                        new Cell.Quantity(test.aucA(), Scale.PERCENT),
                        new Cell.Quantity(test.difference(), Scale.PERCENT),
                        Intervals.signed(test.interval(0.95), Scale.PERCENT),
                        Cell.of(Digits.probability(test.pTwoSided()))));
            }
        })));
        return new Table(
                "delong-" + group.id(),
                analysis.caption("U_avg against prob-average in every single run (DeLong)", group),
                List.of(
                        Column.words("method"),
                        Column.words("OOD set"),
                        Column.numbers("seed"),
                        Column.numbers("AUROC of U_avg"),
                        Column.numbers("of prob-average"),
                        Column.numbers("difference"),
                        Column.numbers("95 % interval"),
                        Column.numbers("p")),
                cells,
                List.of(
                        "In points. These intervals are of drawing other test images for this one trained network; they say nothing of training"
                                + " again. p not adjusted: a description of each run, no verdict."),
                true);
    }
}
