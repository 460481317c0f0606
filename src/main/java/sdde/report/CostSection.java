package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Sample;

/** What training took, beside the baseline. */
final class CostSection {
    private static final Scale SECONDS = new Scale(1, 2);

    private CostSection() {}

    static Section of(Analysis analysis) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Group group : analysis.groups()) {
            Optional<MethodRow> baseline = Comparison.baseline(group, analysis.options());
            double reference =
                    baseline.map(row -> Sample.mean(secondsPerEpoch(row))).orElse(Double.NaN);
            for (MethodRow row : group.rows()) {
                if (secondsPerEpoch(row).length > 0) {
                    rows.add(row(group, row, reference));
                }
            }
        }
        List<Block> blocks = new ArrayList<>();
        if (rows.isEmpty()) {
            blocks.add(new Paragraph("No run has told how long its epochs took.", Tone.CAUTION));
        } else {
            blocks.add(
                    new Paragraph(
                            "Wall time of the training epochs as the workers told it. Runs that shared a machine slow each"
                                    + " other down, so ratios are hints, not benchmarks; validation, evaluation and start-up are not in it."));
            blocks.add(new Table(
                    "cost",
                    "Cost of training",
                    List.of(
                            Column.words("method"),
                            Column.words("block"),
                            Column.numbers("seconds per epoch"),
                            Column.numbers("times baseline"),
                            Column.numbers("peak memory MiB"),
                            Column.numbers("minutes in all")),
                    rows,
                    List.of(
                            "Mean ± standard deviation over runs, of each run's mean over its epochs. Minutes in all: the sum over"
                                    + " all runs of the row, used or not. Peak memory: of the worker's process on its device, the largest of a run's attempts, as it"
                                    + " told at its end.")));
            analysis.groups().forEach(group -> CostWorth.of(analysis, group).ifPresent(blocks::add));
        }
        return new Section("cost", "Cost", blocks);
    }

    private static List<Cell> row(Group group, MethodRow row, double reference) {
        double[] seconds = secondsPerEpoch(row);
        double all = row.runs().stream()
                .flatMap(run -> Epochs.of(run, "seconds").values().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
        double ratio = Sample.mean(seconds) / reference;
        return List.of(
                Cell.of(row.marked()),
                Cell.of(group.title()),
                new Cell.Estimate(
                        Sample.mean(seconds), Sample.sd(seconds), seconds.length, SECONDS, java.util.Set.of(), ""),
                Double.isNaN(ratio) ? Cell.of(Digits.fixed(ratio, 2)) : new Cell.Quantity(ratio, SECONDS),
                memory(row),
                new Cell.Quantity(all / 60, new Scale(1, 1)));
    }

    private static Cell memory(MethodRow row) {
        double[] peaks = row.used().stream()
                .mapToDouble(run -> run.events().stream()
                        .filter(event ->
                                event.type().equals("end") && event.data().get("peak_memory") instanceof Number)
                        .mapToDouble(event -> ((Number) event.data().get("peak_memory")).doubleValue())
                        .max()
                        .orElse(Double.NaN))
                .filter(peak -> !Double.isNaN(peak) && peak > 0)
                .toArray();
        return peaks.length == 0
                ? Cell.missing()
                : new Cell.Estimate(
                        Sample.mean(peaks),
                        Sample.sd(peaks),
                        peaks.length,
                        new Scale(1.0 / (1 << 20), 0),
                        java.util.Set.of(),
                        "");
    }

    /** One mean a run. */
    static double[] secondsPerEpoch(MethodRow row) {
        return row.used().stream()
                .map(run -> Epochs.of(run, "seconds"))
                .filter(epochs -> !epochs.isEmpty())
                .mapToDouble(CostSection::mean)
                .toArray();
    }

    private static double mean(SortedMap<Integer, Double> epochs) {
        return Sample.mean(
                epochs.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
