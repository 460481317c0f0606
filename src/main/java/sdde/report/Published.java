package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.Interval;
import sdde.report.statistics.Replication;
import sdde.report.statistics.StudentT;
import sdde.report.statistics.Summary;
import sdde.report.statistics.Tost;
import sdde.run.EvalSet;

/** Our AUROC beside the paper's, where its OOD sets are ours: inside what its spread leads to expect, and equal within a margin? */
final class Published {
    /** One point of AUROC. */
    private static final double MARGIN = 0.01;

    private Published() {}

    static Block of(Analysis analysis, Group group) {
        Optional<Paper> known = Paper.of(group.setting().dataset().name());
        if (known.isEmpty()) {
            return new Paragraph(
                    group.title() + ": the paper has no such data set, so no difference to its numbers is given.");
        }
        if (group.setting().train().images() > 0) {
            return new Paragraph(group.title() + ": too few images for any difference to the paper's numbers.");
        }
        Paper paper = known.get();
        List<List<Cell>> rows = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (EvalSet.Role role : List.of(EvalSet.Role.OOD_NEAR, EvalSet.Role.OOD_FAR)) {
            boolean near = role == EvalSet.Role.OOD_NEAR;
            List<String> theirs = near ? paper.near() : paper.far();
            List<String> ours = DeviationSection.datasets(group, role);
            if (new TreeSet<>(ours).equals(new TreeSet<>(theirs))) {
                group.rows().forEach(row -> row(group, row, paper, near).ifPresent(rows::add));
            } else {
                other.add("%s: the paper has %s, here %s"
                        .formatted(
                                near ? "near" : "far",
                                String.join(", ", theirs),
                                ours.isEmpty() ? "none" : String.join(", ", ours)));
            }
        }
        if (rows.isEmpty()) {
            return new Paragraph(group.title()
                    + ": other sets. No difference to the paper's numbers is given, as the OOD sets are not the paper's ("
                    + String.join("; ", other) + ").");
        }
        return table(analysis, group, rows, other);
    }

    private static Table table(Analysis analysis, Group group, List<List<Cell>> rows, List<String> other) {
        List<String> notes = new ArrayList<>(List.of(
                "Here: mean over the paper's sets, with temperature and the aggregator that the authors' script uses for the method. Expected: where"
                        + " the mean of as many new runs falls with 95 % if the paper's ± is a standard deviation of five runs and new runs spread"
                        + " alike. TOST: p that the difference of the means is not within 1 point (two one-sided Welch tests); below 0.05 they are"
                        + " equal to a point. Neither is adjusted, and none gives a light. The paper's values were read from a figure by eye; it does"
                        + " not say whether ± is a standard deviation."));
        if (!other.isEmpty()) {
            notes.add("Other sets, no difference given: " + String.join("; ", other) + ".");
        }
        return new Table(
                "paper-published-" + group.id(),
                analysis.caption("Beside the published AUROC %", group),
                List.of(
                        Column.words("method"),
                        Column.words("sets"),
                        Column.words("aggregator"),
                        Column.numbers("paper"),
                        Column.numbers("here"),
                        Column.numbers("Δ points"),
                        Column.numbers("expected"),
                        Column.words("inside"),
                        Column.numbers("p (TOST, 1 point)"),
                        Column.words("so")),
                rows,
                notes);
    }

    private static Optional<List<Cell>> row(Group group, MethodRow row, Paper paper, boolean near) {
        Paper.Published published = paper.auroc().get(row.method().name());
        if (published == null) {
            return Optional.empty();
        }
        String aggregator = Paper.aggregator(row.method().name());
        Endpoint endpoint = Endpoint.auroc(
                "", "", group.sets(near ? EvalSet.Role.OOD_NEAR : EvalSet.Role.OOD_FAR), aggregator, true);
        double[] scores = Estimates.defined(endpoint.of(row, group.seeds()));
        Cell here = Estimates.cell(row, group.seeds(), endpoint);
        double value = near ? published.near() : published.far();
        double spread = near ? published.nearSpread() : published.farSpread();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(row.marked()),
                Cell.of(near ? "near" : "far"),
                Cell.of(aggregator),
                Cell.of(Digits.fixed(value, 2) + " ± " + Digits.fixed(spread, 2)),
                here));
        cells.addAll(judged(new Summary(value / 100, spread / 100, Paper.SEEDS), scores));
        return Optional.of(cells);
    }

    private static List<Cell> judged(Summary paper, double[] scores) {
        if (scores.length == 0) {
            return List.of(Cell.missing(), Cell.missing(), Cell.missing(), Cell.missing(), Cell.of("not measured"));
        }
        Summary here = Summary.of(scores);
        Interval expected = new Replication(paper, scores.length).interval(0.95);
        boolean inside = expected.contains(here.mean());
        StudentT welch = StudentT.welch(here, paper);
        double tost = scores.length < Estimates.FEWEST_SEEDS
                ? Double.NaN
                : Tost.of(welch, -MARGIN, MARGIN).p();
        boolean apart = scores.length >= Estimates.FEWEST_SEEDS && welch.p(Alternative.TWO_SIDED) < Estimates.ALPHA;
        return List.of(
                Cell.of(Scale.PERCENT.showSigned(here.mean() - paper.mean())),
                Intervals.of(expected, Scale.PERCENT),
                Cell.of(inside ? "yes" : "no"),
                Cell.of(Digits.probability(tost)),
                Cell.of(
                        tost < Estimates.ALPHA
                                ? "equal within 1 point"
                                : !inside
                                        ? here.mean() > paper.mean() ? "higher than expected" : "lower than expected"
                                        : apart ? "inside, yet not equal" : "inside, equality not shown"));
    }
}
