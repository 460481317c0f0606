package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Sample;

/** How many members of a plain ensemble cost as much as a method, and how many do as well. */
final class CostWorth {
    private final Analysis analysis;
    private final Group group;

    private CostWorth(Analysis analysis, Group group) {
        this.analysis = analysis;
        this.group = group;
    }

    /** None without DE, another method and several members. */
    static Optional<Table> of(Analysis analysis, Group group) {
        return new CostWorth(analysis, group).table();
    }

    /** Mean score of DE by number of members: sub-ensembles of the stored members, and DE trained with other N. */
    private NavigableMap<Integer, Double> curve(Endpoint endpoint, Function<RunLogits, List<Double>> bySize) {
        NavigableMap<Integer, Double> curve = new TreeMap<>();
        StoredLogits.Row stored =
                analysis.logits().of(group, analysis.options()).get("de");
        for (int size = 0; stored != null && size < SizeStudy.sizes(stored, bySize); size++) {
            curve.put(size + 1, Sample.mean(SizeStudy.at(stored, bySize, size)));
        }
        for (Group other : analysis.groups()) {
            if (isSibling(other)) {
                other.row("de")
                        .map(row -> Sample.mean(Estimates.defined(endpoint.of(row, other.seeds()))))
                        .filter(mean -> !mean.isNaN())
                        .ifPresent(mean -> curve.put(other.setting().ensembleSize(), mean));
            }
        }
        return curve;
    }

    /** The same but for N. */
    private boolean isSibling(Group other) {
        return other.setting().dataset().equals(group.setting().dataset())
                && other.setting().network().equals(group.setting().network())
                && other.setting().train().equals(group.setting().train());
    }

    private Optional<Table> table() {
        Optional<MethodRow> de = group.row("de").filter(row -> !row.used().isEmpty());
        if (de.isEmpty() || group.setting().ensembleSize() < 2) {
            return Optional.empty();
        }
        double seconds = Sample.mean(CostSection.secondsPerEpoch(de.get()));
        List<List<Cell>> rows = new ArrayList<>();
        for (MethodRow row : Selection.of(group, analysis.options())) {
            if (!row.equals(de.get())) {
                rows.add(row(row, seconds));
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(table(rows));
    }

    private Table table(List<List<Cell>> rows) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.words("method"), Column.numbers("DE members for the same training time")));
        columns.add(Column.words("DE members for the same accuracy"));
        group.oodSets().forEach(set -> columns.add(Column.words("for the same AUROC on " + Endpoint.name(set))));
        return new Table(
                "cost-worth-" + group.id(),
                analysis.caption("The method against DE with more members", group),
                columns,
                rows,
                List.of(
                        "Same time: N times the ratio of seconds per epoch, as DE's cost grows with its members. Same score: where DE's mean curve over"
                                + " its number of members (sub-ensembles of the stored members, and DE runs with another N in this study) reaches"
                                + " the method's mean, linear between whole numbers; > and <: beyond the curve's ends, where nothing was"
                                + " measured. A difference smaller than its noise can move these by members. AUROC of logit-average. "
                                + Selection.note(group, analysis.options())));
    }

    private List<Cell> row(MethodRow row, double deSeconds) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.marked())));
        double ratio = Sample.mean(CostSection.secondsPerEpoch(row)) / deSeconds;
        cells.add(
                Double.isNaN(ratio)
                        ? Cell.missing()
                        : new Cell.Quantity(ratio * group.setting().ensembleSize(), new Scale(1, 1)));
        cells.add(group.testSet()
                .map(set -> worth(
                        row,
                        new Endpoint(
                                "", "", "accuracy", List.of(set), ScoreKey.NO_AGGREGATOR, false, true, Scale.PERCENT),
                        RunLogits::accuracyBySize))
                .orElse(Cell.missing()));
        for (String set : group.oodSets()) {
            cells.add(worth(row, Endpoint.auroc("", "", List.of(set), "logit-average", false), run -> run.aurocBySize()
                    .getOrDefault(set, List.of())));
        }
        return cells;
    }

    private Cell worth(MethodRow row, Endpoint endpoint, Function<RunLogits, List<Double>> bySize) {
        NavigableMap<Integer, Double> curve = curve(endpoint, bySize);
        double score = Sample.mean(Estimates.defined(endpoint.of(row, group.seeds())));
        if (curve.size() < 2 || Double.isNaN(score)) {
            return Cell.missing();
        }
        OptionalDouble members = crossing(curve, score);
        if (members.isPresent()) {
            return Cell.of(Digits.fixed(members.getAsDouble(), 1));
        }
        return Cell.of(score > curve.lastEntry().getValue() ? "> " + curve.lastKey() : "< " + curve.firstKey());
    }

    /** The first place where the curve rises to the score. */
    private static OptionalDouble crossing(NavigableMap<Integer, Double> curve, double score) {
        Map.Entry<Integer, Double> before = curve.firstEntry();
        if (before.getValue() >= score) {
            return before.getValue() == score ? OptionalDouble.of(before.getKey()) : OptionalDouble.empty();
        }
        for (Map.Entry<Integer, Double> entry : curve.entrySet()) {
            if (entry.getValue() >= score) {
                double share = (score - before.getValue()) / (entry.getValue() - before.getValue());
                return OptionalDouble.of(before.getKey() + share * (entry.getKey() - before.getKey()));
            }
            before = entry;
        }
        return OptionalDouble.empty();
    }
}
