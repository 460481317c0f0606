package sdde.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Interval;
import sdde.run.Registrations;

/** What the sweep file claimed, when it was written down, and what became of it. */
final class ClaimSection {
    private ClaimSection() {}

    /** Nothing for a sweep that never claimed anything. */
    static Optional<Section> of(Analysis analysis) {
        List<Registrations.Standing> claims = analysis.study().claims();
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        List<ClaimTest> tests = ClaimTest.of(claims, analysis.groups());
        List<Block> blocks = new ArrayList<>();
        tests.stream()
                .filter(test ->
                        test.standing().isPreRegistered() && !test.standing().withdrawn())
                .filter(test ->
                        test.verdict() == ClaimTest.Verdict.SHOWN || test.verdict() == ClaimTest.Verdict.CONTRADICTED)
                .forEach(test -> blocks.add(new Paragraph(
                        "%s: %s, pre-registered (%s).%s"
                                .formatted(
                                        test.standing().claim().name(),
                                        test.verdict().words(),
                                        test.title(),
                                        others(test, tests)),
                        Tone.FINDING)));
        if (claims.stream().anyMatch(claim -> !claim.isPreRegistered())) {
            blocks.add(new Paragraph(
                    "Claims marked post hoc were written down or changed after runs of the sweep had begun: they may have been"
                            + " chosen by their result, and show nothing by themselves.",
                    Tone.CAUTION));
        }
        blocks.add(registry(claims));
        blocks.add(table(tests));
        return Optional.of(new Section("claims", "What was claimed beforehand", blocks));
    }

    private static Table registry(List<Registrations.Standing> claims) {
        return new Table(
                "claims",
                "Claims and when they were written down",
                List.of(
                        Column.words("claim"),
                        Column.words("content"),
                        Column.words("written down (UTC)"),
                        Column.words("hash"),
                        Column.words("status")),
                claims.stream().map(ClaimSection::registered).toList(),
                List.of(
                        "Content: metric of a set, then who is better than whom, and by more than what, in the metric's own unit."
                                + " The hash is of the content; another name, order or spelling of a number leaves it as it is."));
    }

    /** A claim about several rows is not shown by one of them. */
    private static String others(ClaimTest test, List<ClaimTest> tests) {
        Map<String, Long> verdicts = tests.stream()
                .filter(other -> !other.equals(test) && other.standing().equals(test.standing()))
                .collect(Collectors.groupingBy(other -> other.verdict().words(), TreeMap::new, Collectors.counting()));
        return verdicts.isEmpty()
                ? ""
                : " The claim is about more rows; the others: "
                        + verdicts.entrySet().stream()
                                .map(verdict -> verdict.getValue() + " " + verdict.getKey())
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static List<Cell> registered(Registrations.Standing claim) {
        return List.of(
                Cell.of(claim.claim().name()),
                Cell.of(claim.claim().content()),
                Cell.of(Instant.ofEpochMilli(claim.first().time())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()),
                Cell.of(claim.hash()),
                Cell.of(claim.words() + (claim.withdrawn() ? "; withdrawn since" : "")));
    }

    private static Table table(List<ClaimTest> tests) {
        return new Table(
                "claim-tests",
                "Claims against the results",
                List.of(
                        Column.words("claim"),
                        Column.words("compared"),
                        Column.words("block"),
                        Column.numbers("seeds"),
                        Column.numbers("by how much better"),
                        Column.numbers("95 % interval"),
                        Column.numbers("margin"),
                        Column.numbers("p (Holm)"),
                        Column.words("verdict")),
                tests.stream().map(ClaimSection::row).toList(),
                List.of(
                        "Paired t test over seeds of the difference against the margin, two-sided, Holm over all rows that are pre-registered and over the others apart."
                                + " Positive: better, whichever way the metric is oriented. Shown: better by more than the margin at the"
                                + " 5 % level; contradicted: by less than the margin; a claim is about every row that it has."));
    }

    private static List<Cell> row(ClaimTest test) {
        Scale scale = Scale.PLAIN;
        Interval interval = test.test().interval(0.95);
        return List.of(
                Cell.of(test.standing().claim().name()),
                Cell.of(test.compared()),
                Cell.of(test.group().title()),
                Cell.of(test.pairs()),
                test.pairs() == 0
                        ? Cell.missing()
                        : new Cell.Quantity(test.test().estimate(), scale),
                test.pairs() < 2
                        ? Cell.missing()
                        : Cell.of("[" + scale.showSigned(interval.low()) + ", " + scale.showSigned(interval.high())
                                + "]"),
                Cell.of(Digits.plain(test.standing().claim().margin())),
                Cell.of(Digits.probability(test.adjusted())),
                Cell.of(test.verdict().words() + (test.standing().isPreRegistered() ? "" : " (post hoc)")));
    }

    static double[] difference(double[] better, double[] than, boolean higherIsBetter) {
        double[] difference = new double[better.length];
        Arrays.setAll(difference, i -> higherIsBetter ? better[i] - than[i] : than[i] - better[i]);
        return Arrays.stream(difference).filter(value -> !Double.isNaN(value)).toArray();
    }
}
