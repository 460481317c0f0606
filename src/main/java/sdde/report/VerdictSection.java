package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.Interval;
import sdde.report.statistics.SignFlip;

/** What the numbers show, only as far as the number of seeds allows, and what they cannot show. */
final class VerdictSection {
    private static final int MOST_SENTENCES = 12;

    private VerdictSection() {}

    static Section of(Analysis analysis) {
        List<Comparison> comparisons = analysis.comparisons();
        List<Block> blocks = new ArrayList<>();
        int pairs = comparisons.stream().mapToInt(Comparison::pairs).max().orElse(0);
        if (comparisons.isEmpty()) {
            blocks.add(caution("There is nothing to compare: "
                    + (analysis.study().runs().isEmpty()
                            ? "the plan has no runs."
                            : "no block has two methods that were asked for the same number.")));
            return section(blocks);
        }
        List<Comparison> decided = comparisons.stream()
                .filter(one -> one.verdict() == Comparison.Verdict.BETTER || one.verdict() == Comparison.Verdict.WORSE)
                .toList();
        blocks.add(new Paragraph(
                "Of the paper's claims, by block and number: " + PaperClaimSection.count(analysis.claims())
                        + ". Each stands with its comparisons in the next section."));
        decided.stream().limit(MOST_SENTENCES).forEach(one -> blocks.add(finding(one, analysis)));
        if (decided.size() > MOST_SENTENCES) {
            blocks.add(new Paragraph("%s more comparisons are decided; the table below has all of them."
                    .formatted(decided.size() - MOST_SENTENCES)));
        }
        blocks.add(caution(limit(pairs, analysis.tests(), decided.size())));
        blocks.add(table(analysis));
        return section(blocks);
    }

    private static Section section(List<Block> blocks) {
        return new Section("verdict", "What can be said", blocks);
    }

    private static Paragraph caution(String text) {
        return new Paragraph(text, Tone.CAUTION);
    }

    private static Paragraph finding(Comparison one, Analysis analysis) {
        Interval interval = one.test().interval(0.95);
        var scale = one.endpoint().scale();
        String same = one.endpoint().metric().equals("auroc")
                ? " with the same aggregator (" + analysis.options().aggregator() + ") for both"
                : "";
        String text = "%s is %s than %s on %s (%s)%s: difference %s, 95 %% interval [%s, %s] (paired t over %s seeds),"
                .formatted(
                        one.row().label(),
                        one.verdict() == Comparison.Verdict.BETTER ? "better" : "worse",
                        one.baseline().label(),
                        one.endpoint().words(),
                        one.group().title(),
                        same,
                        scale.showSigned(one.test().estimate()),
                        scale.showSigned(interval.low()),
                        scale.showSigned(interval.high()),
                        one.pairs());
        String tests =
                " %s after Holm over %s verdicts. Exact sign-flip test: %s, and it cannot fall below %s with %s seeds."
                        .formatted(
                                "p " + equal(one.adjusted()),
                                analysis.tests(),
                                "p " + equal(one.exact()),
                                Digits.probability(SignFlip.smallestTwoSided(one.pairs())),
                                one.pairs());
        return new Paragraph(text + tests, Tone.FINDING);
    }

    private static String equal(double p) {
        String text = Digits.probability(p);
        return text.startsWith("<") ? text : "= " + text;
    }

    private static String limit(int pairs, int tests, int decided) {
        String smallest = Digits.probability(SignFlip.smallestTwoSided(pairs));
        if (pairs == 0) {
            return "Nothing can be compared: no seed has a finished run of two methods in one block.";
        }
        if (pairs == 1) {
            return "One seed a method: there is no spread, no interval and no test. The differences below may come from"
                    + " the seed alone, and nothing can be shown.";
        }
        if (pairs < Estimates.FEWEST_SEEDS) {
            return ("Nothing can be shown with %s seeds: the smallest two-sided p of an exact paired test is %s, and an"
                            + " interval from two differences says next to nothing. Read the tables as descriptions;"
                            + " 6 seeds or more let an exact test reach p < 0.05.")
                    .formatted(pairs, smallest);
        }
        String power = pairs < 6
                ? " With %s seeds an exact paired test cannot fall below p = %s, so verdicts rest on the t test, i.e. on differences that are roughly normal."
                        .formatted(pairs, smallest)
                : "";
        return ("%s Verdicts: two-sided paired t tests over seeds at the 5 %% level, Holm over all %s verdicts of this"
                        + " report; what is not decided is not thereby equal.%s")
                .formatted(decided == 0 ? "No difference is shown at this number of seeds." : "", tests, power)
                .strip();
    }

    private static Table table(Analysis analysis) {
        List<Column> columns = List.of(
                Column.words("method"),
                Column.words("against"),
                Column.words("block"),
                Column.words("endpoint"),
                Column.numbers("seeds"),
                Column.numbers("difference"),
                Column.numbers("95 % interval"),
                Column.numbers("p (paired t)"),
                Column.numbers("p (Holm)"),
                Column.numbers("p (exact)"),
                Column.words("verdict"));
        return new Table(
                "comparisons",
                "All comparisons with the baseline, paired by seed",
                columns,
                analysis.comparisons().stream().map(VerdictSection::row).toList(),
                List.of("Difference: method minus baseline, in the unit of the endpoint (points for %)."
                        + " Near-OOD AUROC is the mean over the near sets, with "
                        + analysis.options().aggregator()
                        + " for all methods; all endpoints without temperature."),
                true);
    }

    private static List<Cell> row(Comparison one) {
        var scale = one.endpoint().scale();
        Interval interval = one.test().interval(0.95);
        boolean none = one.pairs() == 0;
        return List.of(
                Cell.of(one.row().label()),
                Cell.of(one.baseline().label()),
                Cell.of(one.group().title()),
                Cell.of(one.endpoint().header()),
                Cell.of(one.pairs()),
                none ? Cell.missing() : new Cell.Quantity(one.test().estimate(), scale),
                one.pairs() < 2
                        ? Cell.missing()
                        : Cell.of("[" + scale.showSigned(interval.low()) + ", " + scale.showSigned(interval.high())
                                + "]"),
                Cell.of(one.hasTest() ? Digits.probability(one.test().p(Alternative.TWO_SIDED)) : "–"),
                Cell.of(Digits.probability(one.adjusted())),
                one.pairs() < 2 ? Cell.missing() : Cell.of(Digits.probability(one.exact())),
                Cell.of(words(one)));
    }

    private static String words(Comparison one) {
        return switch (one.verdict()) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case UNDECIDED -> "not decided";
            case NO_TEST -> one.pairs() < Estimates.FEWEST_SEEDS ? "too few seeds" : "no spread, no test";
        };
    }
}
