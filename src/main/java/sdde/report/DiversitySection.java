package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sdde.evaluate.Measurement;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** How much the members differ, by what was optimised and by what was not. */
final class DiversitySection {
    /** Not diversity, though they depend on no aggregator either. */
    private static final Set<String> OTHERS = Set.of(
            "accuracy", "nll", "nll_paper", "brier", "ece", "ece_paper", "aurc", "temperature", "temperature_paper");

    private DiversitySection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "The cosine of saliency maps is what SDDE minimises, so a low value shows only that training"
                        + " worked; the other measures were not optimised by any method but their own."));
        for (Group group : analysis.groups()) {
            Optional<String> set = group.testSet();
            if (group.setting().ensembleSize() < 2) {
                blocks.add(
                        new Paragraph("N = 1 in " + group.title() + ": one member cannot be diverse.", Tone.CAUTION));
            } else if (set.isPresent() && !metrics(group, set.get()).isEmpty()) {
                blocks.add(table(analysis, group, set.get()));
            }
        }
        if (blocks.size() == 1) {
            blocks.add(new Paragraph("No diversity was measured.", Tone.CAUTION));
        }
        return new Section("diversity", "Diversity of members", blocks);
    }

    private static Table table(Analysis analysis, Group group, String set) {
        List<Column> columns = new ArrayList<>(List.of(Column.words("method")));
        List<List<Cell>> rows = new ArrayList<>();
        group.rows().forEach(row -> rows.add(new ArrayList<>(List.of(Cell.of(row.marked())))));
        for (String metric : metrics(group, set)) {
            columns.add(Column.numbers(metric.replace('_', ' ')));
            for (int i = 0; i < rows.size(); i++) {
                Endpoint endpoint = new Endpoint(
                        metric, metric, metric, List.of(set), ScoreKey.NO_AGGREGATOR, false, false, new Scale(1, 4));
                double[] scores = endpoint.of(group.rows().get(i), group.seeds());
                rows.get(i).add(Estimates.cell(scores, group.seeds(), endpoint, Set.of()));
            }
        }
        return new Table(
                "diversity-" + group.id(),
                analysis.caption("Diversity on " + set, group),
                columns,
                rows,
                List.of(
                        "Mean ± standard deviation over seeds; nothing is marked best, as more diversity is not better in itself."
                                + " The metric contract has the formulas."));
    }

    /** Measured without aggregator and temperature, but no quality; CAM first. */
    static List<String> metrics(Group group, String set) {
        TreeSet<String> names = new TreeSet<>();
        group.used().stream()
                .flatMap(run -> run.measurements().stream())
                .filter(one -> isDiversity(one, set))
                .forEach(one -> names.add(one.metric()));
        List<String> ordered = new ArrayList<>(
                names.stream().filter(name -> name.startsWith("cam_")).toList());
        names.stream().filter(name -> !name.startsWith("cam_")).forEach(ordered::add);
        return ordered;
    }

    private static boolean isDiversity(Measurement one, String set) {
        return one.evalSet().equals(set)
                && one.aggregator().equals(ScoreKey.NO_AGGREGATOR)
                && one.temperature().equals(ScoreKey.UNSCALED)
                && !OTHERS.contains(one.metric());
    }
}
