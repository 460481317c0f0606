package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.EvalSet;

/** The tables as the paper lays them out: all data sets in one, one row a method. */
final class PaperTables {
    /** Ours are named by their formula; the paper compares these. */
    private static final List<String> AGGREGATORS =
            List.of("logit-average", "average", "prob-average", "minmax", "prob-minmax", "maxstd", "prob-maxstd");

    private PaperTables() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        List<Group> groups = analysis.groups().stream()
                .filter(group -> !group.used().isEmpty())
                .toList();
        if (groups.isEmpty()) {
            blocks.add(new Paragraph("No run has numbers, so there is no table in the paper's layout.", Tone.CAUTION));
        } else {
            blocks.add(
                    new Paragraph(
                            "One table for all data sets, one row a method, as the paper has them; tables/ has them for LaTeX."));
            blocks.add(ood(analysis, groups)
                    .<Block>map(table -> table)
                    .orElse(new Paragraph(
                            "No OOD set was evaluated, so there is no table of OOD detection.", Tone.CAUTION)));
            blocks.add(calibration(analysis, groups));
            blocks.addAll(aggregators(analysis, groups));
        }
        return new Section("paper-tables", "Tables in the paper's layout", blocks);
    }

    private static Optional<Table> ood(Analysis analysis, List<Group> groups) {
        Sheet sheet = new Sheet(analysis);
        for (Group group : groups) {
            List<String> near = group.sets(EvalSet.Role.OOD_NEAR);
            List<String> far = group.sets(EvalSet.Role.OOD_FAR);
            if (!near.isEmpty() || !far.isEmpty()) {
                String aggregator = analysis.options().aggregator();
                sheet.add(
                        group,
                        List.of(
                                Endpoint.auroc("", "", near, aggregator, false),
                                Endpoint.auroc("", "", far, aggregator, false)));
            }
        }
        if (sheet.rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(sheet.table(
                "paper-ood",
                "OOD detection: AUROC %, mean over the near and over the far sets",
                List.of("near OOD", "far OOD"),
                "Aggregator " + analysis.options().aggregator()
                        + " for all methods, without temperature. – : no such set was evaluated. The sets are named in the metric"
                        + " contract."));
    }

    private static Table calibration(Analysis analysis, List<Group> groups) {
        Sheet sheet = new Sheet(analysis);
        for (Group group : groups) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (boolean scaled : new boolean[] {false, true}) {
                endpoints.add(quality(group, "nll", scaled, Scale.PLAIN));
                endpoints.add(quality(group, "ece", scaled, Scale.PERCENT));
                endpoints.add(quality(group, "brier", scaled, Scale.PLAIN));
            }
            sheet.add(group, endpoints);
        }
        return sheet.table(
                "paper-calibration",
                "Calibration on the test set",
                List.of("NLL", "ECE %", "Brier", "NLL with T", "ECE % with T", "Brier with T"),
                "With T: logits divided by one temperature a run, fitted on the validation set. Corrected formulas; the metric"
                        + " contract has the authors' beside them.");
    }

    private static Endpoint quality(Group group, String metric, boolean scaled, Scale scale) {
        List<String> sets = group.testSet().stream().toList();
        return new Endpoint(metric, "", metric, sets, ScoreKey.NO_AGGREGATOR, scaled, false, scale);
    }

    /** One table for near and one for far sets, as far as there are any. */
    private static List<Table> aggregators(Analysis analysis, List<Group> groups) {
        List<Table> tables = new ArrayList<>();
        for (EvalSet.Role role : List.of(EvalSet.Role.OOD_NEAR, EvalSet.Role.OOD_FAR)) {
            List<Group> with =
                    groups.stream().filter(group -> !group.sets(role).isEmpty()).toList();
            Set<String> measured = new LinkedHashSet<>();
            with.forEach(group ->
                    group.sets(role).forEach(set -> measured.addAll(AggregatorSection.aggregators(group, set))));
            List<String> shown = AGGREGATORS.stream().filter(measured::contains).toList();
            if (shown.isEmpty()) {
                continue;
            }
            Sheet sheet = new Sheet(analysis);
            for (Group group : with) {
                sheet.add(
                        group,
                        shown.stream()
                                .map(name -> Endpoint.auroc("", "", group.sets(role), name, false))
                                .toList());
            }
            String distance = role == EvalSet.Role.OOD_NEAR ? "near" : "far";
            tables.add(
                    sheet.table(
                            "paper-aggregators-" + distance,
                            "Aggregators: AUROC %, mean over the " + distance + " OOD sets",
                            shown,
                            "Without temperature; columns compare methods under one aggregator. logit-average is the paper's U_avg."));
        }
        return tables;
    }

    /** Rows of several blocks under one head. */
    private static final class Sheet {
        private final Analysis analysis;
        private final List<List<Cell>> rows = new ArrayList<>();
        private boolean incomplete;
        private boolean tested;
        private String selection = "";

        Sheet(Analysis analysis) {
            this.analysis = analysis;
        }

        void add(Group group, List<Endpoint> endpoints) {
            Group selected =
                    new Group(group.id(), group.title(), group.setting(), Selection.of(group, analysis.options()));
            List<List<Cell>> columns = endpoints.stream()
                    .map(endpoint -> Estimates.column(selected, endpoint))
                    .toList();
            for (int i = 0; i < selected.rows().size(); i++) {
                MethodRow row = selected.rows().get(i);
                List<Cell> cells =
                        new ArrayList<>(List.of(Cell.of(group.title()), Cell.of(row.marked()), Cell.of(row.count())));
                for (List<Cell> column : columns) {
                    cells.add(column.get(i));
                }
                rows.add(cells);
                incomplete |= row.isIncomplete();
                tested |= row.used().size() >= Estimates.FEWEST_SEEDS;
            }
            String note = Selection.note(group, analysis.options());
            selection = note.isEmpty() ? selection : note;
        }

        Table table(String id, String caption, List<String> headers, String note) {
            List<Column> columns = new ArrayList<>(
                    List.of(Column.words("trained on"), Column.words("method"), Column.numbers("seeds")));
            headers.forEach(header -> columns.add(Column.numbers(header)));
            List<String> notes = new ArrayList<>(List.of(
                    "Mean ± standard deviation over seeds. Bold: best mean of the block."
                            + (tested
                                    ? " Underlined: not significantly worse (paired t, Holm over the block's column, 5 %)."
                                    : " Nothing is tested with fewer than three seeds."),
                    note));
            if (!selection.isEmpty()) {
                notes.add(selection);
            }
            if (incomplete) {
                notes.add("† fewer seeds than planned; see run accounting.");
            }
            return new Table(id, caption, columns, rows, notes);
        }
    }
}
