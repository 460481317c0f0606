package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeSet;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.HeatMap;
import sdde.report.statistics.DeLong;
import sdde.report.statistics.Sample;

/** Method × aggregator on the same trained networks, each OOD set by itself. */
final class AggregatorSection {
    /** The paper's first, then as its code lists them; others after these by name. */
    private static final List<String> ORDER = List.of(
            "logit-average",
            "average",
            "prob-average",
            "minmax",
            "prob-minmax",
            "average-minmax",
            "maxstd",
            "prob-maxstd",
            "stdmax",
            "energy",
            "average-energy");

    private AggregatorSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "Every aggregator scores the same stored logits, so the columns of a row differ in nothing but"
                        + " the aggregator. logit-average is the paper's U_avg, minmax its U_l_min and maxstd its U_l_STD by our"
                        + " reading. All without temperature."));
        for (Group group : analysis.groups()) {
            List<String> sets = group.oodSets();
            for (int i = 0; i < sets.size(); i++) {
                add(blocks, analysis, group, sets.get(i), i + 1);
            }
            if (!sets.isEmpty() && !group.used().isEmpty()) {
                blocks.add(logitsAgainstProbabilities(analysis, group));
                blocks.addAll(AggregatorStudy.of(analysis, group));
                blocks.addAll(SizeStudy.of(analysis, group));
            }
        }
        if (blocks.size() == 1) {
            return new Section(
                    "aggregators",
                    "Aggregators",
                    List.of(new Paragraph(
                            "No run was evaluated on an OOD set, so aggregators cannot be compared.", Tone.CAUTION)));
        }
        return new Section("aggregators", "Aggregators", blocks);
    }

    private static void add(List<Block> blocks, Analysis analysis, Group group, String set, int number) {
        List<String> aggregators = aggregators(group, set);
        if (aggregators.isEmpty()) {
            blocks.add(new Paragraph("No run of " + group.title() + " was evaluated on " + set + ".", Tone.CAUTION));
            return;
        }
        String caption = analysis.caption("AUROC % on " + set + " by method and aggregator", group);
        List<String> labels = group.rows().stream().map(MethodRow::marked).toList();
        List<List<Double>> means = new ArrayList<>();
        for (MethodRow row : group.rows()) {
            means.add(aggregators.stream()
                    .map(name -> mean(row, Endpoint.auroc("", name, List.of(set), name, false)))
                    .toList());
        }
        blocks.add(new Figure(
                "aggregators-" + group.id() + "-" + number,
                caption + " (means over seeds)",
                HeatMap.of(caption, labels, aggregators, means, Scale.PERCENT)));
        blocks.add(matrix(caption, group, set, aggregators, number));
    }

    private static Table matrix(String caption, Group group, String set, List<String> aggregators, int number) {
        List<Column> columns = new ArrayList<>(List.of(Column.words("aggregator")));
        group.rows().forEach(row -> columns.add(Column.numbers(row.marked())));
        List<List<Cell>> rows = new ArrayList<>();
        StringJoiner winners = new StringJoiner("; ");
        for (String aggregator : aggregators) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(aggregator)));
            List<Cell> cells = Estimates.column(group, Endpoint.auroc("", aggregator, List.of(set), aggregator, false));
            row.addAll(cells);
            rows.add(row);
            winners.add(aggregator + ": " + winner(group, cells));
        }
        List<String> notes =
                new ArrayList<>(List.of("Mean ± standard deviation over seeds. Bold: best method of the row (same"
                        + " aggregator). – : not measured or undefined (spreads over members need N ≥ 2)."));
        if (group.rows().size() > 1) {
            notes.add("Best mean under each aggregator: " + winners + ".");
        }
        return new Table("aggregators-" + group.id() + "-" + number, caption, columns, rows, notes, true);
    }

    /** Claim C4 of the paper, on each set by itself. */
    private static Table logitsAgainstProbabilities(Analysis analysis, Group group) {
        Map<String, StoredLogits.Row> stored = analysis.logits().of(group, analysis.options());
        List<List<Cell>> rows = new ArrayList<>();
        for (String set : group.oodSets()) {
            for (MethodRow row : group.rows()) {
                rows.add(contrast(group, row, set, stored));
            }
        }
        return new Table(
                "logits-" + group.id(),
                analysis.caption("Logits against probabilities: AUROC of logit-average minus prob-average", group),
                List.of(
                        Column.words("method"),
                        Column.words("OOD set"),
                        Column.numbers("difference"),
                        Column.numbers("95 % interval"),
                        Column.numbers("seeds and images"),
                        Column.numbers("runs"),
                        Column.words("DeLong, run by run")),
                rows,
                List.of(
                        "In points, the same networks with both aggregators, without temperature. Interval: Student's t over"
                                + " seeds, not adjusted, from three seeds on: it decides. Seeds and images: nested bootstrap, "
                                + StoredLogits.RESAMPLES
                                + " draws, of seeds and within them of test and OOD images; from few seeds it is too narrow"
                                + " (docs/statistics.md). DeLong: in how many runs the difference is significant at 5 %, each by itself,"
                                + " upwards and downwards. The last columns need stored predictions and stand where a row is the one its"
                                + " method is shown by."));
    }

    private static List<Cell> contrast(Group group, MethodRow row, String set, Map<String, StoredLogits.Row> byLabel) {
        Optional<StoredLogits.Row> stored = Optional.ofNullable(byLabel.get(row.label()));
        List<Long> seeds = group.seeds();
        double[] logits =
                Endpoint.auroc("", "", List.of(set), "logit-average", false).of(row, seeds);
        double[] probabilities =
                Endpoint.auroc("", "", List.of(set), "prob-average", false).of(row, seeds);
        double[] differences = Estimates.defined(Sample.differences(logits, probabilities));
        Scale scale = Scale.PERCENT;
        return List.of(
                Cell.of(row.marked()),
                Cell.of(set),
                differences.length == 0 ? Cell.missing() : new Cell.Quantity(Sample.mean(differences), scale),
                differences.length < Estimates.FEWEST_SEEDS
                        ? Cell.missing()
                        : Intervals.signed(Sample.meanInterval(0.95, differences), scale),
                stored.filter(one -> one.runs().size() >= Estimates.FEWEST_SEEDS)
                        .map(one -> Intervals.signed(one.nested(set), scale))
                        .orElse(Cell.missing()),
                Cell.of(differences.length),
                stored.map(one -> deLong(one, set)).orElse(Cell.missing()));
    }

    /** {@code 4 up, 0 down of 5}. */
    private static Cell deLong(StoredLogits.Row row, String set) {
        List<DeLong> tests = row.runs().stream()
                .map(run -> run.deLong().get(set))
                .filter(Objects::nonNull)
                .toList();
        long up = tests.stream()
                .filter(test -> test.pTwoSided() < Estimates.ALPHA && test.difference() > 0)
                .count();
        long down = tests.stream()
                .filter(test -> test.pTwoSided() < Estimates.ALPHA && test.difference() < 0)
                .count();
        return tests.isEmpty() ? Cell.missing() : Cell.of("%s up, %s down of %s".formatted(up, down, tests.size()));
    }

    private static String winner(Group group, List<Cell> cells) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Estimate estimate && estimate.mean() > highest) {
                best = i;
                highest = estimate.mean();
            }
        }
        return best < 0 ? "–" : group.rows().get(best).label() + " " + Digits.fixed(highest * 100, 2);
    }

    /** Those that a set was scored with, in a fixed order. */
    static List<String> aggregators(Group group, String set) {
        TreeSet<String> names = new TreeSet<>();
        group.used().stream()
                .flatMap(run -> run.measurements().stream())
                .filter(one -> one.evalSet().equals(set) && one.metric().equals("auroc"))
                .forEach(one -> names.add(one.aggregator()));
        List<String> ordered =
                new ArrayList<>(ORDER.stream().filter(names::contains).toList());
        names.stream().filter(name -> !ORDER.contains(name)).forEach(ordered::add);
        return ordered;
    }

    private static double mean(MethodRow row, Endpoint endpoint) {
        return Sample.mean(MainSection.values(row, endpoint).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }
}
