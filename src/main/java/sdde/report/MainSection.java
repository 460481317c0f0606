package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.DotPlot;

/** The main table of each block, without and with temperature, and every seed of its AUROC as a dot. */
final class MainSection {
    private MainSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        for (Group group : analysis.groups()) {
            if (group.used().isEmpty()) {
                blocks.add(new Paragraph(
                        "No run of " + group.title() + " has numbers: none has finished and been evaluated.",
                        Tone.CAUTION));
                continue;
            }
            blocks.add(table(analysis, group, false));
            blocks.add(
                    hasScaled(analysis, group)
                            ? table(analysis, group, true)
                            : new Paragraph(
                                    "There is no table with temperature for " + group.title()
                                            + ": it is fitted on a validation set, and none was evaluated.",
                                    Tone.CAUTION));
            if (group.oodSets().isEmpty()) {
                blocks.add(new Paragraph(
                        "No OOD set was evaluated for " + group.title() + ", so nothing is said about OOD detection.",
                        Tone.CAUTION));
            }
            blocks.add(Published.of(analysis, group));
            blocks.addAll(dots(analysis, group));
        }
        return new Section("results", "Results", blocks);
    }

    private static Table table(Analysis analysis, Group group, boolean scaled) {
        List<Endpoint> endpoints = Endpoint.main(group, analysis.options(), scaled);
        List<Column> columns = new ArrayList<>(List.of(Column.words("method"), Column.numbers("seeds")));
        List<List<Cell>> rows = new ArrayList<>();
        group.rows().forEach(row -> rows.add(new ArrayList<>(List.of(Cell.of(row.marked()), Cell.of(row.count())))));
        for (Endpoint endpoint : endpoints) {
            columns.add(Column.numbers(endpoint.header()));
            List<Cell> cells = Estimates.column(group, endpoint);
            for (int i = 0; i < cells.size(); i++) {
                rows.get(i).add(cells.get(i));
            }
        }
        return new Table(
                (scaled ? "main-scaled-" : "main-") + group.id(),
                analysis.caption(scaled ? "Results with temperature" : "Results without temperature", group),
                columns,
                rows,
                notes(analysis, group, scaled));
    }

    private static List<String> notes(Analysis analysis, Group group, boolean scaled) {
        List<String> notes = new ArrayList<>();
        int most =
                group.rows().stream().mapToInt(row -> row.used().size()).max().orElse(0);
        notes.add(
                most < 2
                        ? "One seed a method: no standard deviation and no test is possible."
                        : "Mean ± standard deviation over seeds (n − 1). Bold: best mean of the column.");
        if (most >= Estimates.FEWEST_SEEDS && group.rows().size() > 1) {
            notes.add(
                    "Underlined: not significantly worse than the best (two-sided paired t over common seeds, Holm over the"
                            + " other rows of the column, 5 %).");
        } else if (most == 2 && group.rows().size() > 1) {
            notes.add("Nothing is underlined: with two seeds no method can be told from the best.");
        }
        if (!group.oodSets().isEmpty()) {
            notes.add("AUROC with one aggregator for all methods: "
                    + analysis.options().aggregator() + ".");
        }
        if (scaled) {
            notes.add(
                    "Logits divided by one temperature a run, fitted on the validation set (NLL of the mean logits).");
        }
        if (group.rows().stream().anyMatch(MethodRow::isIncomplete)) {
            notes.add("† seeds are missing; see run accounting.");
        }
        if (!group.lambdaRows().isEmpty()) {
            notes.add(
                    "A method with several λ has a row for each. Picking the best row here would be picking on test data.");
        }
        return notes;
    }

    private static boolean hasScaled(Analysis analysis, Group group) {
        return Endpoint.main(group, analysis.options(), true).stream().anyMatch(endpoint -> group.used().stream()
                .anyMatch(run -> endpoint.of(run).isPresent()));
    }

    private static List<Figure> dots(Analysis analysis, Group group) {
        List<Figure> figures = new ArrayList<>();
        List<Endpoint> aurocs = Endpoint.main(group, analysis.options(), false).stream()
                .filter(endpoint ->
                        endpoint.metric().equals("auroc") && endpoint.evalSets().size() == 1)
                .toList();
        for (int i = 0; i < aurocs.size(); i++) {
            Endpoint endpoint = aurocs.get(i);
            List<DotPlot.Row> rows = group.rows().stream()
                    .map(row -> new DotPlot.Row(row.marked(), values(row, endpoint)))
                    .toList();
            String set = endpoint.evalSets().get(0);
            String caption = analysis.caption("Every seed's AUROC on " + set, group) + "; bar: mean; aggregator "
                    + analysis.options().aggregator();
            figures.add(new Figure(
                    "seeds-" + group.id() + "-" + (i + 1),
                    caption,
                    DotPlot.of(caption, "AUROC %", rows, endpoint.scale())));
        }
        return figures;
    }

    static List<Double> values(MethodRow row, Endpoint endpoint) {
        return row.used().stream()
                .flatMapToDouble(run -> endpoint.of(run).stream())
                .boxed()
                .toList();
    }
}
