package sdde.report;

import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.FrozenPlan;
import sdde.run.Verifications;

/** Whether a second training gave the same bytes. */
final class DeterminismSection {
    private DeterminismSection() {}

    static Section of(Analysis analysis) {
        List<Verifications.Entry> entries = analysis.study().evidence().verifications();
        List<Block> blocks = entries.isEmpty() ? List.of(unknown(analysis)) : List.of(summary(entries), table(entries));
        return new Section("determinism", "Determinism", blocks);
    }

    private static Paragraph unknown(Analysis analysis) {
        String sweeps = analysis.study().evidence().sources().stream()
                .map(FrozenPlan::sweep)
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return new Paragraph(
                "No run of these was trained a second time, so whether the numbers repeat bit for bit is not shown here. This"
                        + " command does it and keeps what it finds for the next report: bin/sweep verify SWEEP --sample 2"
                        + " (SWEEP: " + sweeps + ").",
                Tone.CAUTION);
    }

    private static Paragraph summary(List<Verifications.Entry> entries) {
        long bitwise = count(entries, "bitwise");
        long within = count(entries, "within tolerance");
        long different = entries.size() - bitwise - within;
        return new Paragraph(
                "Trained again: %s runs. Weights and all logits the same bytes: %s; within tolerance: %s; different: %s."
                        .formatted(entries.size(), bitwise, within, different),
                different > 0 ? Tone.CAUTION : Tone.PLAIN);
    }

    private static long count(List<Verifications.Entry> entries, String verdict) {
        return entries.stream().filter(entry -> entry.verdict().equals(verdict)).count();
    }

    private static Table table(List<Verifications.Entry> entries) {
        return new Table(
                "determinism",
                "Runs that were trained again",
                List.of(
                        Column.words("run"),
                        Column.words("id"),
                        Column.words("weights"),
                        Column.words("logits"),
                        Column.numbers("largest |Δlogit|"),
                        Column.words("level"),
                        Column.words("not the same around them")),
                entries.stream().map(DeterminismSection::row).toList(),
                List.of("Level: bitwise, or the largest difference of a logit within tolerance (%s), or different."
                        .formatted(entries.stream()
                                .map(entry -> Digits.plain(entry.tolerance()))
                                .distinct()
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("–"))));
    }

    private static List<Cell> row(Verifications.Entry entry) {
        return List.of(
                Cell.of(entry.title()),
                Cell.of(entry.run().hex()),
                hash(entry.weights()),
                hash(entry.logits()),
                Double.isFinite(entry.largestDifference())
                        ? Cell.of(Digits.plain(entry.largestDifference()))
                        : Cell.of("not comparable"),
                Cell.of(entry.verdict()),
                entry.notes().isEmpty() ? Cell.missing() : Cell.of(String.join("; ", entry.notes())));
    }

    private static Cell hash(Verifications.Pair pair) {
        return Cell.of(pair.isEqual() ? "same: " + cut(pair.stored()) : cut(pair.stored()) + " / " + cut(pair.again()));
    }

    private static String cut(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
