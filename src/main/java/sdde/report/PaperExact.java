package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.report.document.Cell;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Sample;
import sdde.run.EvalSet;

/** Numbers by our formula beside the same by the authors' code, with the difference that the formula alone makes. */
final class PaperExact {
    /** @param ours the metric, whose twin is named {@code <ours>_paper} */
    private record Pair(String name, String ours, EvalSet.Role role, boolean scaled, Scale scale) {}

    private static final Scale FINE = new Scale(1, 6);

    private static final List<Pair> PAIRS = List.of(
            new Pair("accuracy", "accuracy", EvalSet.Role.TEST, false, FINE),
            new Pair("NLL", "nll", EvalSet.Role.TEST, false, FINE),
            new Pair("ECE", "ece", EvalSet.Role.TEST, false, FINE),
            new Pair("NLL with temperature", "nll", EvalSet.Role.TEST, true, FINE),
            new Pair("ECE with temperature", "ece", EvalSet.Role.TEST, true, FINE),
            new Pair("temperature", "temperature", EvalSet.Role.VALIDATION, true, FINE));

    private PaperExact() {}

    /** Nothing where no run has numbers by the authors' formulas. */
    static Optional<Table> of(Analysis analysis, Group group) {
        List<List<Cell>> rows = new ArrayList<>();
        for (MethodRow row : group.rows()) {
            for (Pair pair : PAIRS) {
                row(group, row, pair).ifPresent(rows::add);
            }
            dropped(analysis, group, row).ifPresent(rows::add);
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "paper-exact-" + group.id(),
                        analysis.caption("Paper-exact beside corrected values", group),
                        List.of(
                                Column.words("method"),
                                Column.words("number"),
                                Column.numbers("corrected"),
                                Column.numbers("paper-exact"),
                                Column.numbers("difference"),
                                Column.numbers("runs")),
                        rows,
                        List.of(
                                "Means over seeds of the same runs; difference: paper-exact minus corrected. By the authors' code"
                                        + " ECE leaves out samples of confidence 1.0 in float32, NLL is a mean of batch means, accuracy"
                                        + " is of float32 probabilities, and the temperature comes from their search. The other tables"
                                        + " have the corrected values."),
                        true));
    }

    private static Optional<List<Cell>> row(Group group, MethodRow row, Pair pair) {
        double[] ours = scores(group, row, pair, pair.ours());
        double[] paper = scores(group, row, pair, pair.ours() + "_paper");
        double[] differences = Estimates.defined(Sample.differences(paper, ours));
        if (differences.length == 0) {
            return Optional.empty();
        }
        double mean = Sample.mean(Estimates.defined(ours));
        return Optional.of(List.of(
                Cell.of(row.marked()),
                Cell.of(pair.name()),
                new Cell.Quantity(mean, pair.scale()),
                new Cell.Quantity(mean + Sample.mean(differences), pair.scale()),
                new Cell.Quantity(Sample.mean(differences), pair.scale()),
                Cell.of(differences.length)));
    }

    /** Share of test samples that the authors' ECE does not see. */
    private static Optional<List<Cell>> dropped(Analysis analysis, Group group, MethodRow row) {
        Pair pair = new Pair("", "ece_paper_dropped", EvalSet.Role.TEST, false, FINE);
        double[] dropped = Estimates.defined(scores(group, row, pair, pair.ours()));
        Integer size =
                group.testSet().map(set -> analysis.study().sizes().get(set)).orElse(null);
        if (dropped.length == 0 || size == null) {
            return Optional.empty();
        }
        double share = Sample.mean(dropped) / size;
        return Optional.of(List.of(
                Cell.of(row.marked()),
                Cell.of("share of samples left out of ECE"),
                new Cell.Quantity(0, FINE),
                new Cell.Quantity(share, FINE),
                new Cell.Quantity(share, FINE),
                Cell.of(dropped.length)));
    }

    private static double[] scores(Group group, MethodRow row, Pair pair, String metric) {
        Endpoint endpoint = new Endpoint(
                "",
                "",
                metric,
                group.sets(pair.role()).stream().limit(1).toList(),
                ScoreKey.NO_AGGREGATOR,
                pair.scaled(),
                false,
                pair.scale());
        return endpoint.of(row, group.seeds());
    }
}
