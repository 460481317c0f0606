package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sdde.evaluate.aggregator.Aggregators;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Sample;
import sdde.report.statistics.TwoWay;
import sdde.report.statistics.TwoWayPermutation;
import sdde.run.EvalSet;
import sdde.run.Seeds;

/** Which of two choices matters more, method or aggregator, and what remains of a win when the aggregator is another. */
final class AggregatorStudy {
    private static final int PERMUTATIONS = 1999;

    private final Analysis analysis;
    private final Group group;
    private final List<MethodRow> rows;

    private AggregatorStudy(Analysis analysis, Group group) {
        this.analysis = analysis;
        this.group = group;
        this.rows = Selection.of(group, analysis.options());
    }

    /** Nothing for a group without an OOD set, a run or a second aggregator. */
    static List<Block> of(Analysis analysis, Group group) {
        AggregatorStudy study = new AggregatorStudy(analysis, group);
        boolean several =
                group.oodSets().stream().anyMatch(set -> study.aggregators(set).size() > 1);
        if (study.rows.isEmpty() || group.oodSets().isEmpty()) {
            return List.of();
        }
        if (!several) {
            return List.of(new Paragraph(
                    group.title() + ": one aggregator was measured, so aggregators cannot be compared.",
                    Block.Tone.CAUTION));
        }
        List<Block> blocks = new ArrayList<>();
        if (study.rows.size() > 1) {
            blocks.add(study.reversals());
        }
        blocks.add(study.readings());
        study.shares().ifPresent(blocks::add);
        return blocks;
    }

    /** Those of logits and probabilities: features are another source, not another way to aggregate. */
    private List<String> aggregators(String set) {
        return AggregatorSection.aggregators(group, set).stream()
                .filter(Aggregators.REGISTRY::has)
                .toList();
    }

    private static Endpoint endpoint(String aggregator, List<String> sets) {
        return Endpoint.auroc("", aggregator, sets, aggregator, false);
    }

    private double mean(MethodRow row, Endpoint endpoint) {
        return Sample.mean(Estimates.defined(endpoint.of(row, group.seeds())));
    }

    // --- rank reversals -------------------------------------------------------------------------------------------

    private Table reversals() {
        List<List<Cell>> table = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String set : group.oodSets()) {
            List<MethodRow> reference = ranked(set, analysis.options().aggregator());
            int others = 0;
            int all = 0;
            for (String aggregator : aggregators(set)) {
                List<MethodRow> order = ranked(set, aggregator);
                if (order.size() > 1) {
                    table.add(reversal(set, aggregator, order, reference));
                    all++;
                    others += reference.indexOf(order.get(0)) == 0 ? 0 : 1;
                }
            }
            notes.add("%s: %s of %s aggregators have another winner than %s."
                    .formatted(
                            Endpoint.name(set), others, all, analysis.options().aggregator()));
        }
        notes.add(
                "Order by mean over seeds. Lead: best less second, in points; decided: paired t over seeds at 5 %, this one pair, not"
                        + " adjusted. Pairs turned round: of methods, against their order under "
                        + analysis.options().aggregator() + ". " + Selection.note(group, analysis.options()));
        return new Table(
                "reversals-" + group.id(),
                analysis.caption("Rank reversals: which method wins under each aggregator", group),
                List.of(
                        Column.words("aggregator"),
                        Column.words("OOD set"),
                        Column.words("order of methods"),
                        Column.numbers("lead"),
                        Column.words("lead decided"),
                        Column.numbers("pairs turned round")),
                table,
                notes);
    }

    private List<MethodRow> ranked(String set, String aggregator) {
        Endpoint endpoint = endpoint(aggregator, List.of(set));
        return rows.stream()
                .filter(row -> !Double.isNaN(mean(row, endpoint)))
                .sorted(Comparator.comparingDouble((MethodRow row) -> -mean(row, endpoint)))
                .toList();
    }

    private List<Cell> reversal(String set, String aggregator, List<MethodRow> order, List<MethodRow> reference) {
        Endpoint endpoint = endpoint(aggregator, List.of(set));
        Comparison lead = Comparison.of(group, order.get(0), order.get(1), endpoint);
        int turned = 0;
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                int first = reference.indexOf(order.get(i));
                int second = reference.indexOf(order.get(j));
                turned += first >= 0 && second >= 0 && first > second ? 1 : 0;
            }
        }
        return List.of(
                Cell.of(aggregator),
                Cell.of(Endpoint.name(set)),
                Cell.of(order.stream().map(MethodRow::marked).collect(Collectors.joining(" > "))),
                new Cell.Quantity(mean(order.get(0), endpoint) - mean(order.get(1), endpoint), Scale.PERCENT),
                Cell.of(lead.hasTest() ? lead.p() < Estimates.ALPHA ? "yes" : "no" : "no test"),
                Cell.of(turned));
    }

    // --- three readings -------------------------------------------------------------------------------------------

    private Table readings() {
        List<List<Cell>> table = new ArrayList<>();
        for (String set : group.oodSets()) {
            for (MethodRow row : rows) {
                table.add(reading(set, row));
            }
        }
        return new Table(
                "readings-" + group.id(),
                analysis.caption("Three fair readings of AUROC %, and what choosing on test data adds", group),
                List.of(
                        Column.words("method"),
                        Column.words("OOD set"),
                        Column.numbers("same for all: " + analysis.options().aggregator()),
                        Column.words("chosen on OOD validation"),
                        Column.numbers("AUROC of the chosen"),
                        Column.words("best on test (oracle)"),
                        Column.numbers("AUROC of the oracle"),
                        Column.numbers("selection optimism"),
                        Column.numbers("as the authors' scripts")),
                table,
                List.of(
                        "Chosen: each method's aggregator with the highest mean AUROC on the OOD validation sets; oracle: on this very test set,"
                                + " a reading that no one can have beforehand. Optimism: oracle less chosen, in points. Aggregators of"
                                + " features take no part. As the authors' scripts: minmax for SDDE and average for the others, with"
                                + " temperature, so method and aggregator change together. "
                                + Selection.note(group, analysis.options())));
    }

    private List<Cell> reading(String set, MethodRow row) {
        List<String> candidates = aggregators(set);
        List<String> validation = group.sets(EvalSet.Role.OOD_VALIDATION);
        Optional<String> chosen = validation.isEmpty() ? Optional.empty() : best(row, candidates, validation);
        Optional<String> oracle = best(row, candidates, List.of(set));
        Endpoint script = Endpoint.auroc(
                "", "", List.of(set), Paper.aggregator(row.method().name()), true);
        double optimism = oracle.isPresent() && chosen.isPresent()
                ? mean(row, endpoint(oracle.get(), List.of(set))) - mean(row, endpoint(chosen.get(), List.of(set)))
                : Double.NaN;
        return List.of(
                Cell.of(row.marked()),
                Cell.of(Endpoint.name(set)),
                cell(row, endpoint(analysis.options().aggregator(), List.of(set))),
                Cell.of(chosen.orElse("no OOD validation set")),
                chosen.map(name -> cell(row, endpoint(name, List.of(set)))).orElse(Cell.missing()),
                Cell.of(oracle.orElse("–")),
                oracle.map(name -> cell(row, endpoint(name, List.of(set)))).orElse(Cell.missing()),
                Double.isNaN(optimism) ? Cell.missing() : new Cell.Quantity(optimism, Scale.PERCENT),
                cell(row, script));
    }

    private Optional<String> best(MethodRow row, List<String> candidates, List<String> sets) {
        return candidates.stream()
                .filter(name -> !Double.isNaN(mean(row, endpoint(name, sets))))
                .max(Comparator.comparingDouble(name -> mean(row, endpoint(name, sets))));
    }

    private Cell cell(MethodRow row, Endpoint endpoint) {
        return Estimates.cell(row, group.seeds(), endpoint);
    }

    // --- shares of the variance -----------------------------------------------------------------------------------

    private Optional<Table> shares() {
        List<List<Cell>> table = new ArrayList<>();
        for (String set : group.oodSets()) {
            share(set).ifPresent(table::add);
        }
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "shares-" + group.id(),
                        analysis.caption("How much of the spread of AUROC method and aggregator account for", group),
                        List.of(
                                Column.words("OOD set"),
                                Column.numbers("methods"),
                                Column.numbers("aggregators"),
                                Column.numbers("seeds"),
                                Column.numbers("method %"),
                                Column.numbers("p"),
                                Column.numbers("aggregator %"),
                                Column.numbers("p "),
                                Column.numbers("interaction %"),
                                Column.numbers("p  "),
                                Column.numbers("seed and rest %")),
                        table,
                        List.of(
                                "Sums of squares of the balanced table as shares of the whole; they depend on which methods and aggregators are in it:"
                                        + " here all of logits and probabilities that every method has. p: labels shuffled within each seed, "
                                        + PERMUTATIONS
                                        + " times, so it cannot fall below "
                                        + Digits.plain(1.0 / (1 + PERMUTATIONS))
                                        + "; not adjusted. Needs two methods, two aggregators and two common seeds. "
                                        + Selection.note(group, analysis.options()))));
    }

    private Optional<List<Cell>> share(String set) {
        List<Long> seeds = group.seeds();
        List<MethodRow> methods = rows.stream()
                .filter(row -> aggregators(set).stream()
                        .anyMatch(name -> !Double.isNaN(mean(row, endpoint(name, List.of(set))))))
                .toList();
        List<String> names = aggregators(set).stream()
                .filter(name ->
                        methods.stream().noneMatch(row -> Double.isNaN(mean(row, endpoint(name, List.of(set))))))
                .toList();
        double[][][] all = methods.stream()
                .map(row -> names.stream()
                        .map(name -> endpoint(name, List.of(set)).of(row, seeds))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        int[] complete = IntStream.range(0, seeds.size())
                .filter(seed ->
                        Arrays.stream(all).flatMap(Arrays::stream).noneMatch(scores -> Double.isNaN(scores[seed])))
                .toArray();
        if (methods.size() < 2 || names.size() < 2 || complete.length < 2) {
            return Optional.empty();
        }
        double[][][] scores = Arrays.stream(all)
                .map(method -> Arrays.stream(method)
                        .map(one -> Arrays.stream(complete)
                                .mapToDouble(seed -> one[seed])
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        TwoWay two = TwoWay.of(scores);
        double whole = two.ssA() + two.ssB() + two.interaction() + two.error();
        TwoWayPermutation p = TwoWayPermutation.of(
                scores, PERMUTATIONS, new SplittableRandom(Seeds.of(0, "shares " + group.id() + " " + set)));
        Scale percent = new Scale(100, 1);
        return Optional.of(List.of(
                Cell.of(Endpoint.name(set)),
                Cell.of(methods.size()),
                Cell.of(names.size()),
                Cell.of(complete.length),
                share(two.ssA() / whole, percent),
                Cell.of(Digits.probability(p.pA())),
                share(two.ssB() / whole, percent),
                Cell.of(Digits.probability(p.pB())),
                share(two.interaction() / whole, percent),
                Cell.of(Digits.probability(p.pInteraction())),
                share(two.error() / whole, percent)));
    }

    private static Cell share(double value, Scale scale) {
        return Double.isNaN(value) ? Cell.missing() : new Cell.Quantity(value, scale);
    }
}
