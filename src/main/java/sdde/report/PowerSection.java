package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Power;
import sdde.report.statistics.SignFlip;
import sdde.report.statistics.StudentT;

/** What this many seeds could have found, and how many would decide what is open. */
final class PowerSection {
    private static final double POWER = 0.8;

    private PowerSection() {}

    static Section of(Analysis analysis) {
        List<List<Cell>> rows = new ArrayList<>();
        int tests = Math.max(1, analysis.tests());
        for (Comparison one : analysis.comparisons()) {
            if (one.hasTest()) {
                rows.add(row(
                        one.row().label() + " against " + one.baseline().label(),
                        one.endpoint().header() + ", " + one.group().title(),
                        one.pairs(),
                        one.test(),
                        0,
                        one.endpoint().scale(),
                        tests,
                        one.verdict() == Comparison.Verdict.UNDECIDED));
            }
        }
        for (PaperClaim claim : analysis.claims()) {
            Optional<PaperClaim.Leg> weakest = claim.weakest();
            if (claim.light() == PaperClaim.Light.INCONCLUSIVE && weakest.isPresent()) {
                PaperClaim.Leg leg = weakest.get();
                rows.add(row(
                        claim.id() + ": " + leg.words(),
                        claim.part() + ", " + claim.block(),
                        leg.pairs(),
                        leg.test(),
                        leg.margin(),
                        leg.scale(),
                        tests,
                        true));
            }
        }
        List<Block> blocks = new ArrayList<>();
        if (rows.isEmpty()) {
            blocks.add(new Paragraph(
                    "No comparison has three common seeds and a spread, so nothing is known of what more seeds would show.",
                    Tone.CAUTION));
            return new Section("power", "Power", blocks);
        }
        int fewest = analysis.comparisons().stream()
                .filter(Comparison::hasTest)
                .mapToInt(Comparison::pairs)
                .min()
                .orElse(Estimates.FEWEST_SEEDS);
        blocks.add(new Paragraph(
                "An exact paired test cannot fall below p = %s with %s seeds; the first step of Holm over %s verdicts asks for p < %s, which takes %s seeds."
                        .formatted(
                                Digits.probability(SignFlip.smallestTwoSided(fewest)),
                                fewest,
                                tests,
                                Digits.plain(Math.round(1e5 * Estimates.ALPHA / tests) / 1e5),
                                seedsForExact(tests))));
        blocks.add(table(rows, tests));
        return new Section("power", "Power", blocks);
    }

    private static int seedsForExact(int tests) {
        int seeds = 1;
        while (SignFlip.smallestTwoSided(seeds) >= Estimates.ALPHA / tests) {
            seeds++;
        }
        return seeds;
    }

    private static Table table(List<List<Cell>> rows, int tests) {
        return new Table(
                "power",
                "What could have been found, and how many seeds more would decide",
                List.of(
                        Column.words("comparison"),
                        Column.words("number"),
                        Column.numbers("seeds"),
                        Column.numbers("difference"),
                        Column.numbers("sd of differences"),
                        Column.numbers("detectable, alone"),
                        Column.numbers("detectable, Holm"),
                        Column.words("seeds more, alone"),
                        Column.words("seeds more, Holm")),
                rows,
                List.of(
                        "Detectable: the smallest true difference that a paired t test finds with 80 % power at this number of seeds, if differences"
                                + " spread as they did here: alone at the 5 % level, Holm at the first step over "
                                + tests
                                + " verdicts. Seeds more: to find a true difference as large as the one observed (less the margin of a claim); an"
                                + " observed difference is itself uncertain, so this is a plan, no promise. Approximation: t quantiles with"
                                + " n - 1 degrees."),
                true);
    }

    private static List<Cell> row(
            String comparison,
            String number,
            int pairs,
            StudentT test,
            double margin,
            Scale scale,
            int tests,
            boolean open) {
        double sd = test.error() * Math.sqrt(pairs);
        Power alone = new Power(Estimates.ALPHA, POWER);
        Power first = new Power(Estimates.ALPHA / tests, POWER);
        double difference = test.estimate() - margin;
        return List.of(
                Cell.of(comparison),
                Cell.of(number),
                Cell.of(pairs),
                new Cell.Quantity(test.estimate(), scale),
                new Cell.Quantity(sd, scale),
                new Cell.Quantity(alone.detectable(sd, pairs), scale),
                new Cell.Quantity(first.detectable(sd, pairs), scale),
                Cell.of(open ? more(alone.pairs(difference, sd), pairs) : "decided"),
                Cell.of(open ? more(first.pairs(difference, sd), pairs) : "decided"));
    }

    private static String more(int needed, int pairs) {
        return needed == 0 ? "over 1000" : needed <= pairs ? "0" : Integer.toString(needed - pairs);
    }
}
