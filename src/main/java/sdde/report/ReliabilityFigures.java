package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import sdde.evaluate.calibration.Bins;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.Reliability;
import sdde.report.statistics.Interval;
import sdde.report.statistics.Wilson;

/** Reliability diagrams before and after temperature, a figure each method, and their bins as a table. */
final class ReliabilityFigures {
    private static final String BEFORE = "without temperature";
    private static final String AFTER = "with temperature";

    private ReliabilityFigures() {}

    /** Nothing without stored predictions. */
    static List<Block> of(Analysis analysis, Group group) {
        List<Block> blocks = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>();
        analysis.logits().of(group, analysis.options()).forEach((label, row) -> {
            Map<String, List<Reliability.Bin>> kinds = new LinkedHashMap<>();
            kinds.put(BEFORE, pooled(row.runs().stream().map(RunLogits::bins).toList()));
            List<Bins> scaled = row.runs().stream()
                    .map(RunLogits::scaled)
                    .filter(Objects::nonNull)
                    .toList();
            if (!scaled.isEmpty()) {
                kinds.put(AFTER, pooled(scaled));
            }
            String caption = analysis.caption("Reliability of " + label, group);
            blocks.add(new Figure(
                    Labels.slug("reliability-" + group.id() + "-" + label, ids),
                    caption + "; all " + row.runs().size()
                            + " runs together, 15 bins; bars: Wilson's 95 % intervals; below: share of the images",
                    Reliability.of(
                            caption,
                            kinds.entrySet().stream()
                                    .map(kind -> new Reliability.Panel(kind.getKey(), kind.getValue()))
                                    .toList())));
            kinds.forEach((kind, bins) -> bins.forEach(bin -> rows.add(row(label, kind, bin))));
        });
        if (!rows.isEmpty()) {
            blocks.add(table(analysis, group, rows));
        }
        return blocks;
    }

    /** Bins that have images. */
    private static List<Reliability.Bin> pooled(List<Bins> runs) {
        List<Reliability.Bin> bins = new ArrayList<>();
        long all = runs.stream().mapToLong(Bins::total).sum();
        for (int k = 0; k < runs.get(0).size(); k++) {
            long count = 0;
            double scores = 0;
            double hits = 0;
            for (Bins run : runs) {
                if (run.count(k) > 0) {
                    count += run.count(k);
                    scores += run.count(k) * run.meanScore(k);
                    hits += run.count(k) * run.hitRate(k);
                }
            }
            if (count > 0) {
                Interval interval = Wilson.of(hits, (int) count, 0.95);
                bins.add(new Reliability.Bin(
                        scores / count, hits / count, interval.low(), interval.high(), count, (double) count / all));
            }
        }
        return bins;
    }

    private static List<Cell> row(String label, String kind, Reliability.Bin bin) {
        Scale scale = new Scale(1, 3);
        return List.of(
                Cell.of(label),
                Cell.of(kind),
                new Cell.Quantity(bin.confidence(), scale),
                new Cell.Quantity(bin.hits(), scale),
                Cell.of("[" + Digits.fixed(bin.low(), 3) + ", " + Digits.fixed(bin.high(), 3) + "]"),
                Cell.of(bin.count()));
    }

    private static Table table(Analysis analysis, Group group, List<List<Cell>> rows) {
        return new Table(
                "reliability-" + group.id(),
                analysis.caption("Bins of the reliability diagrams", group),
                List.of(
                        Column.words("method"),
                        Column.words("temperature"),
                        Column.numbers("mean confidence"),
                        Column.numbers("share right"),
                        Column.numbers("95 % interval"),
                        Column.numbers("images")),
                rows,
                List.of(
                        "Runs put together: the same test images once a run, so the intervals, which take them as independent, are too narrow by up"
                                + " to the square root of the number of runs."),
                true);
    }
}
