package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.Scatter;
import sdde.report.statistics.KolmogorovSmirnov;
import sdde.report.statistics.Sample;

/** Whether diversity comes with gain: a point a run; and how far the cosines of saliency maps are apart. */
final class DiversityGain {
    private static final Scale FINE = new Scale(1, 4);

    private DiversityGain() {}

    static List<Block> of(Analysis analysis, Group group, String set) {
        List<Block> blocks = new ArrayList<>();
        Endpoint gain = measure(set, "ensemble_gain", FINE);
        scatter(analysis, group, measure(set, "disagreement", Scale.PERCENT), gain, "disagreement")
                .ifPresent(blocks::add);
        scatter(analysis, group, measure(set, "cam_cosine", new Scale(1, 3)), gain, "cosine")
                .ifPresent(blocks::add);
        distances(analysis, group).ifPresent(blocks::add);
        return blocks;
    }

    private static Endpoint measure(String set, String metric, Scale scale) {
        return new Endpoint(metric, metric, metric, List.of(set), ScoreKey.NO_AGGREGATOR, false, true, scale);
    }

    private static Optional<Figure> scatter(Analysis analysis, Group group, Endpoint across, Endpoint up, String name) {
        List<Scatter.Series> series = new ArrayList<>();
        for (MethodRow row : group.rows()) {
            List<Scatter.Point> points = new ArrayList<>();
            for (StudyRun run : row.used()) {
                across.of(run).ifPresent(x -> up.of(run)
                        .ifPresent(y -> points.add(new Scatter.Point(
                                x,
                                y,
                                "%s, seed %s: %s, gain %s"
                                        .formatted(
                                                row.label(),
                                                run.spec().seed(),
                                                across.scale().show(x),
                                                up.scale().show(y))))));
            }
            if (!points.isEmpty()) {
                series.add(new Scatter.Series(row.label(), points, false));
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        String what = name.equals("cosine") ? "cosine of saliency maps" : "disagreement of members";
        String caption = analysis.caption("Gain of the ensemble in NLL against the " + what, group);
        return Optional.of(new Figure(
                "gain-" + group.id() + "-" + name,
                caption
                        + "; a point a run. Gain: mean NLL of the members less NLL of the ensemble: it also grows when members get worse, so"
                        + " see the members' accuracy in the table above",
                Scatter.of(
                        caption,
                        new Scatter.Axis(what + (name.equals("cosine") ? "" : ", %"), across.scale()),
                        new Scatter.Axis("gain in NLL, nats", up.scale()),
                        series)));
    }

    private static Optional<Table> distances(Analysis analysis, Group group) {
        Map<String, StoredLogits.Row> rows =
                new LinkedHashMap<>(analysis.logits().of(group, analysis.options()));
        String baseline = Comparison.baseline(group, analysis.options())
                .map(MethodRow::label)
                .orElse("");
        StoredLogits.Row reference = rows.get(baseline);
        if (reference == null || !hasCosines(reference)) {
            return Optional.empty();
        }
        List<List<Cell>> cells = new ArrayList<>();
        rows.forEach((label, row) -> {
            if (!label.equals(baseline) && hasCosines(row)) {
                cells.add(distance(label, row, reference));
            }
        });
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "cosines-" + group.id(),
                        analysis.caption("Distribution of the cosine of saliency maps against " + baseline, group),
                        List.of(
                                Column.words("method"),
                                Column.numbers("seeds"),
                                Column.numbers("median cosine"),
                                Column.numbers("median of " + baseline),
                                Column.numbers("Kolmogorov-Smirnov D, mean"),
                                Column.numbers("least"),
                                Column.numbers("most")),
                        cells,
                        List.of(
                                "Each seed's distribution over test images against that of the same seed; D is the largest distance of the two"
                                        + " distribution functions, 0 to 1. No p: with thousands of images any difference is significant, and it would"
                                        + " say nothing of training again. The figure of distribution functions stands under distributions of scores. "
                                        + Selection.note(group, analysis.options()))));
    }

    private static boolean hasCosines(StoredLogits.Row row) {
        return row.runs().stream().anyMatch(run -> !run.cosines().isEmpty());
    }

    private static List<Cell> distance(String label, StoredLogits.Row row, StoredLogits.Row baseline) {
        List<Double> mine = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> distances = new ArrayList<>();
        for (RunLogits run : row.runs()) {
            baseline.runs().stream()
                    .filter(other -> other.seed() == run.seed()
                            && !other.cosines().isEmpty()
                            && !run.cosines().isEmpty())
                    .findFirst()
                    .ifPresent(other -> {
                        mine.add(Sample.median(run.sortedCosines()));
                        theirs.add(Sample.median(other.sortedCosines()));
                        distances.add(KolmogorovSmirnov.distance(run.sortedCosines(), other.sortedCosines()));
                    });
        }
        double[] all = array(distances);
        return List.of(
                Cell.of(label),
                Cell.of(all.length),
                Cell.of(Digits.fixed(Sample.mean(array(mine)), 3)),
                Cell.of(Digits.fixed(Sample.mean(array(theirs)), 3)),
                Cell.of(Digits.fixed(Sample.mean(all), 3)),
                Cell.of(Digits.fixed(java.util.Arrays.stream(all).min().orElse(Double.NaN), 3)),
                Cell.of(Digits.fixed(java.util.Arrays.stream(all).max().orElse(Double.NaN), 3)));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
