package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** A light for every claim of the paper, with the comparison that decides it. */
final class PaperClaimSection {
    private PaperClaimSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "Reproduced: every comparison that the claim needs holds at the 5 % level, after Holm over all verdicts of this report (here "
                        + analysis.tests()
                        + "). Not reproduced: a comparison is shown to be below what counts (0.1 points of AUROC; 0.2"
                        + " points of accuracy lost; nothing gained for the others). Inconclusive: neither, or part of the claim could not"
                        + " be compared. A light is about the training of this sweep; how it departs from the paper's is listed under"
                        + " deviations."));
        blocks.add(lights(analysis));
        blocks.add(legs(analysis));
        return new Section("paper-claims", "Claims of the paper", blocks);
    }

    /** {@code 2 reproduced, 1 not reproduced, 5 inconclusive, 3 not tested}. */
    static String count(List<PaperClaim> claims) {
        return List.of(PaperClaim.Light.values()).stream()
                .map(light ->
                        claims.stream().filter(claim -> claim.light() == light).count() + " " + light.words())
                .collect(Collectors.joining(", "));
    }

    private static Table lights(Analysis analysis) {
        return new Table(
                "paper-lights",
                "Lights for the paper's claims",
                List.of(
                        Column.words("claim"),
                        Column.words("light"),
                        Column.words("of"),
                        Column.words("block"),
                        Column.words("weakest comparison"),
                        Column.numbers("gain"),
                        Column.numbers("95 % interval"),
                        Column.numbers("p (Holm)"),
                        Column.words("why")),
                analysis.claims().stream().map(PaperClaimSection::light).toList(),
                List.of(
                        "Gain: in the direction of the claim, points for AUROC, accuracy and ECE, else the number's own unit. Weakest: of all"
                                + " comparisons that the claim needs the one with the smallest t. Where a method has several λ, the one chosen"
                                + " by the "
                                + analysis.options().select().words() + "."));
    }

    private static List<Cell> light(PaperClaim claim) {
        Optional<PaperClaim.Leg> weakest = claim.weakest();
        return List.of(
                Cell.of(claim.id() + " " + claim.claim()),
                Cell.of(claim.light().words()),
                claim.part().isEmpty() ? Cell.missing() : Cell.of(claim.part()),
                claim.block().isEmpty() ? Cell.missing() : Cell.of(claim.block()),
                weakest.map(leg -> Cell.of(leg.words())).orElse(Cell.missing()),
                weakest.map(PaperClaimSection::gain).orElse(Cell.missing()),
                weakest.map(PaperClaimSection::interval).orElse(Cell.missing()),
                Cell.of(Digits.probability(claim.adjusted())),
                Cell.of(claim.reason()));
    }

    private static Table legs(Analysis analysis) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PaperClaim claim : analysis.claims()) {
            for (PaperClaim.Leg leg : claim.legs()) {
                rows.add(List.of(
                        Cell.of(claim.id()),
                        Cell.of(claim.part()),
                        Cell.of(claim.block()),
                        Cell.of(leg.words()),
                        Cell.of(leg.pairs()),
                        gain(leg),
                        interval(leg),
                        Cell.of(leg.scale().show(leg.margin())),
                        Cell.of(Digits.probability(leg.p()))));
            }
        }
        return new Table(
                "paper-legs",
                "All comparisons behind the lights",
                List.of(
                        Column.words("claim"),
                        Column.words("of"),
                        Column.words("block"),
                        Column.words("comparison"),
                        Column.numbers("seeds"),
                        Column.numbers("gain"),
                        Column.numbers("95 % interval"),
                        Column.numbers("must exceed"),
                        Column.numbers("p (paired t)")),
                rows,
                List.of("Two-sided paired t over seeds against the margin, not adjusted: the largest of a claim is."),
                true);
    }

    private static Cell gain(PaperClaim.Leg leg) {
        return Double.isNaN(leg.test().estimate())
                ? Cell.missing()
                : new Cell.Quantity(leg.test().estimate(), leg.scale());
    }

    private static Cell interval(PaperClaim.Leg leg) {
        return leg.pairs() < Estimates.FEWEST_SEEDS
                ? Cell.missing()
                : Intervals.signed(leg.test().interval(0.95), leg.scale());
    }
}
