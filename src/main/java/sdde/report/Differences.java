package sdde.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sdde.evaluate.Measurement;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Document;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Interval;
import sdde.report.statistics.Sample;
import sdde.run.Result;

/** What two sweeps, or two runs, have not in common: settings, surroundings, numbers. */
public final class Differences {
    private static final Scale EXACT = new Scale(1, 6);
    private static final int MOST_MEASUREMENTS = 40;

    private final Facts.Sides sides;
    private final List<Section> sections = new ArrayList<>();

    private Differences(String a, String b) {
        this.sides = new Facts.Sides(a, b);
    }

    /** Numbers are of rows that both have, B minus A, paired by the seeds that both have. */
    public static Document of(Study a, Study b, ReportOptions options) {
        Differences differences = new Differences(a.plan().sweep(), b.plan().sweep());
        differences.facts(a.runs(), b.runs());
        differences.sections.add(differences.rows(a, b, options));
        return differences.document(
                "Sweeps " + a.plan().sweep() + " and " + b.plan().sweep());
    }

    /** Of every number that both runs have, those that differ; and whether weights and logits are the same bytes. */
    public static Document of(StudyRun a, StudyRun b) {
        Differences differences =
                new Differences(a.member().id().hex(), b.member().id().hex());
        differences.facts(List.of(a), List.of(b));
        differences.sections.add(differences.outcome(a, b));
        differences.sections.add(differences.measurements(a, b));
        return differences.document(
                "Runs " + differences.sides.a() + " (" + a.spec().title() + ") and " + differences.sides.b() + " ("
                        + b.spec().title() + ")");
    }

    private Document document(String title) {
        return new Document(title, List.of(), List.of(), sections);
    }

    private void facts(List<StudyRun> a, List<StudyRun> b) {
        section("settings", "Settings", Facts.settings(a), Facts.settings(b));
        section("environment", "Environment", Facts.surroundings(a), Facts.surroundings(b));
    }

    private void section(
            String id,
            String title,
            SortedMap<String, java.util.SortedSet<String>> a,
            SortedMap<String, java.util.SortedSet<String>> b) {
        Table table = Facts.differences(id, title + " that differ", a, b, sides);
        Block block = table.rows().isEmpty()
                ? new Paragraph(
                        a.isEmpty() && b.isEmpty() ? "Nothing is known." : "No difference: all values are the same.")
                : table;
        sections.add(new Section(id, title, List.of(block)));
    }

    // --- sweeps -------------------------------------------------------------------------------------------------

    private Section rows(Study a, Study b, ReportOptions options) {
        List<Block> blocks = new ArrayList<>();
        long shared = a.runs().stream()
                .filter(run -> b.runs().stream()
                        .anyMatch(
                                other -> other.member().id().equals(run.member().id())))
                .count();
        blocks.add(new Paragraph(
                "%s has %s runs, %s of them used; %s has %s, %s of them used; %s runs are the same in both."
                        .formatted(
                                sides.a(),
                                a.runs().size(),
                                used(a),
                                sides.b(),
                                b.runs().size(),
                                used(b),
                                shared)));
        List<List<Cell>> rows = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (Group group : Group.of(a)) {
            for (MethodRow row : group.rows()) {
                Optional<Counterpart> counterpart = counterpart(group, row, Group.of(b));
                if (counterpart.isEmpty()) {
                    alone.add(row.label() + " (" + group.title() + ")");
                } else {
                    compare(group, row, counterpart.get(), options, rows);
                }
            }
        }
        if (rows.isEmpty()) {
            blocks.add(new Paragraph(
                    "No method of %s has numbers in %s on the same data set, network and N, so no numbers are compared. To see both in one table: bin/sweep report %s %s"
                            .formatted(
                                    sides.a(),
                                    sides.b(),
                                    ReproduceSection.word(sides.a()),
                                    ReproduceSection.word(sides.b())),
                    Tone.CAUTION));
        } else {
            blocks.add(table(rows));
        }
        if (!alone.isEmpty()) {
            blocks.add(new Paragraph("Without a counterpart in " + sides.b() + ": " + String.join(", ", alone) + "."));
        }
        return new Section("numbers", "Numbers", blocks);
    }

    private static long used(Study study) {
        return study.runs().stream().filter(StudyRun::isUsed).count();
    }

    private Table table(List<List<Cell>> rows) {
        return new Table(
                "numbers",
                "Numbers of both: " + sides.b() + " minus " + sides.a(),
                List.of(
                        Column.words("method"),
                        Column.words("block"),
                        Column.words("number"),
                        Column.numbers(sides.a()),
                        Column.numbers(sides.b()),
                        Column.numbers("difference"),
                        Column.numbers("95 % interval"),
                        Column.numbers("seeds in common")),
                rows,
                List.of(
                        "Difference and interval (Student's t, from three seeds on, not adjusted for several comparisons) are of the"
                                + " seeds that both have; without one, of the means. A run that is in both differs by nothing."));
    }

    /** @param row of the other sweep, in its group */
    private record Counterpart(Group group, MethodRow row) {}

    /** The same method and parameters on the same data set, network and N; first with the same training too. */
    private static Optional<Counterpart> counterpart(Group group, MethodRow row, List<Group> others) {
        return others.stream()
                .filter(other -> same(group, other))
                .sorted(Comparator.comparing(
                        other -> !other.setting().train().equals(group.setting().train())))
                .flatMap(other -> other.rows().stream()
                        .filter(one -> one.method().equals(row.method()))
                        .map(one -> new Counterpart(other, one)))
                .findFirst();
    }

    private static boolean same(Group a, Group b) {
        return a.setting().dataset().equals(b.setting().dataset())
                && a.setting().network().equals(b.setting().network())
                && a.setting().ensembleSize() == b.setting().ensembleSize();
    }

    private static void compare(
            Group group, MethodRow row, Counterpart other, ReportOptions options, List<List<Cell>> rows) {
        List<Long> seeds = new ArrayList<>(new java.util.TreeSet<>(seeds(group, other.group())));
        for (Endpoint endpoint : Endpoint.main(group, options, false)) {
            double[] mine = endpoint.of(row, seeds);
            double[] theirs = endpoint.of(other.row(), seeds);
            double[] a = Estimates.defined(mine);
            double[] b = Estimates.defined(theirs);
            if (a.length == 0 || b.length == 0) {
                continue;
            }
            double[] paired = Estimates.defined(Sample.differences(theirs, mine));
            double difference = paired.length > 0 ? Sample.mean(paired) : Sample.mean(b) - Sample.mean(a);
            Interval interval = Sample.meanInterval(0.95, paired);
            Scale scale = endpoint.scale();
            rows.add(List.of(
                    Cell.of(row.label()),
                    Cell.of(group.title()),
                    Cell.of(endpoint.header()),
                    estimate(a, scale),
                    estimate(b, scale),
                    Cell.of(scale.showSigned(difference)),
                    paired.length < Estimates.FEWEST_SEEDS
                            ? Cell.missing()
                            : Cell.of("[" + scale.showSigned(interval.low()) + ", " + scale.showSigned(interval.high())
                                    + "]"),
                    Cell.of(paired.length)));
        }
    }

    private static List<Long> seeds(Group a, Group b) {
        List<Long> seeds = new ArrayList<>(a.seeds());
        seeds.addAll(b.seeds());
        return seeds;
    }

    private static Cell estimate(double[] scores, Scale scale) {
        return new Cell.Estimate(Sample.mean(scores), Sample.sd(scores), scores.length, scale, java.util.Set.of(), "");
    }

    // --- runs ---------------------------------------------------------------------------------------------------

    private Section outcome(StudyRun a, StudyRun b) {
        List<List<Cell>> rows = new ArrayList<>();
        row(
                rows,
                "state",
                a.state().name().toLowerCase(java.util.Locale.ROOT),
                b.state().name().toLowerCase(java.util.Locale.ROOT));
        Result mine = a.result();
        Result theirs = b.result();
        row(
                rows,
                "epoch chosen",
                text(mine == null ? null : mine.epoch()),
                text(theirs == null ? null : theirs.epoch()));
        row(
                rows,
                "weights SHA-256",
                text(mine == null ? null : mine.weightsSha256()),
                text(theirs == null ? null : theirs.weightsSha256()));
        row(
                rows,
                "logits SHA-256",
                text(mine == null ? null : mine.logitsSha256()),
                text(theirs == null ? null : theirs.logitsSha256()));
        return new Section(
                "outcome",
                "Outcome",
                List.of(new Table(
                        "outcome",
                        "What became of them",
                        List.of(
                                Column.words("what"),
                                Column.words(sides.a()),
                                Column.words(sides.b()),
                                Column.words("same")),
                        rows,
                        List.of())));
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        String text = value == null ? "–" : String.valueOf(value);
        return text.length() > 16 ? text.substring(0, 16) : text;
    }

    private static void row(List<List<Cell>> rows, String what, String a, String b) {
        String same = a.equals("–") || b.equals("–") ? "unknown" : a.equals(b) ? "yes" : "no";
        rows.add(List.of(Cell.of(what), Cell.of(a), Cell.of(b), Cell.of(same)));
    }

    private Section measurements(StudyRun a, StudyRun b) {
        SortedMap<String, double[]> both = new TreeMap<>();
        a.measurements().forEach(one -> both.put(key(one), new double[] {one.score(), Double.NaN}));
        int common = 0;
        for (Measurement one : b.measurements()) {
            double[] pair = both.get(key(one));
            if (pair != null) {
                pair[1] = one.score();
                common++;
            }
        }
        both.values().removeIf(pair -> Double.isNaN(pair[0]) || Double.isNaN(pair[1]));
        both.values().removeIf(pair -> pair[0] == pair[1]);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                common == 0
                        ? "They have no number in common: " + sides.a() + " has "
                                + a.measurements().size() + ", " + sides.b() + " has "
                                + b.measurements().size() + "."
                        : "%s numbers are in both, %s of them differ.".formatted(common, both.size())));
        if (!both.isEmpty()) {
            List<List<Cell>> rows = both.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> isHidden(entry.getKey())))
                    .limit(MOST_MEASUREMENTS)
                    .map(entry -> measurement(entry.getKey(), entry.getValue()))
                    .toList();
            blocks.add(new Table(
                    "numbers",
                    "Numbers that differ",
                    List.of(
                            Column.words("set"),
                            Column.words("metric"),
                            Column.words("aggregator"),
                            Column.words("temperature"),
                            Column.numbers(sides.a()),
                            Column.numbers(sides.b()),
                            Column.numbers("difference")),
                    rows,
                    both.size() > MOST_MEASUREMENTS
                            ? List.of("%s more differ; bin/sweep sql shows the table measurement."
                                    .formatted(both.size() - MOST_MEASUREMENTS))
                            : List.of()));
        }
        return new Section("numbers", "Numbers", blocks);
    }

    private static List<Cell> measurement(String key, double[] pair) {
        List<Cell> row = new ArrayList<>();
        for (String part : key.split("\t", -1)) {
            row.add(Cell.of(part));
        }
        row.add(new Cell.Quantity(pair[0], EXACT));
        row.add(new Cell.Quantity(pair[1], EXACT));
        row.add(Cell.of(Digits.signed(pair[1] - pair[0], 6)));
        return row;
    }

    private static String key(Measurement one) {
        return String.join("\t", one.evalSet(), one.metric(), one.aggregator(), one.temperature());
    }

    /** Whether a number comes after those that are looked at first. */
    private static boolean isHidden(String key) {
        String[] parts = key.split("\t", -1);
        boolean quality = parts[2].equals(ScoreKey.NO_AGGREGATOR)
                && java.util.Set.of("accuracy", "nll", "ece", "brier", "cam_cosine")
                        .contains(parts[1]);
        boolean detection = parts[1].equals("auroc") && parts[2].equals(ReportOptions.DEFAULT.aggregator());
        return !parts[3].equals(ScoreKey.UNSCALED) || !(quality || detection);
    }
}
