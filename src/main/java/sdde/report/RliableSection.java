package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.Lines;
import sdde.report.statistics.Bootstrap;
import sdde.report.statistics.Interval;
import sdde.report.statistics.RunScores;
import sdde.run.Seeds;

/** AUROC over runs and OOD sets together, as Agarwal et al. (2021) ask for it. */
final class RliableSection {
    private static final int RESAMPLES = 50_000;
    private static final int POINTS = 101;

    private RliableSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        for (Group group : analysis.groups()) {
            Map<String, RunScores> scores = new LinkedHashMap<>();
            Map<String, double[][]> raw = new LinkedHashMap<>();
            for (MethodRow row : Selection.of(group, analysis.options())) {
                double[][] complete = scores(analysis, group, row);
                if (complete.length > 0) {
                    raw.put(row.label(), complete);
                    scores.put(row.label(), new RunScores(complete));
                }
            }
            if (!scores.isEmpty()) {
                blocks.add(table(analysis, group, scores, raw));
                profiles(analysis, group, scores, raw).ifPresent(blocks::add);
            }
        }
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph(
                    "No run was evaluated on all OOD sets of its block, so there is nothing to put together.",
                    Tone.CAUTION));
        }
        return new Section("panel", "All OOD sets together", blocks);
    }

    /** (runs, sets), of runs that have all sets. */
    private static double[][] scores(Analysis analysis, Group group, MethodRow row) {
        List<double[]> bySet = group.oodSets().stream()
                .map(set -> Endpoint.auroc(
                                "", "", List.of(set), analysis.options().aggregator(), false)
                        .of(row, group.seeds()))
                .toList();
        List<double[]> complete = new ArrayList<>();
        for (int seed = 0; seed < group.seeds().size() && !bySet.isEmpty(); seed++) {
            int at = seed;
            double[] run = bySet.stream().mapToDouble(set -> set[at]).toArray();
            if (Estimates.defined(run).length == run.length) {
                complete.add(run);
            }
        }
        return complete.toArray(double[][]::new);
    }

    private static Table table(
            Analysis analysis, Group group, Map<String, RunScores> scores, Map<String, double[][]> raw) {
        Optional<String> baseline = Comparison.baseline(group, analysis.options())
                .map(MethodRow::label)
                .filter(scores::containsKey);
        List<List<Cell>> rows = new ArrayList<>();
        scores.forEach((label, of) -> {
            int runs = raw.getOrDefault(label, new double[0][]).length;
            rows.add(List.of(
                    Cell.of(label),
                    Cell.of(runs),
                    statistic(group, label, of, runs, "iqm", RunScores::interquartileMean),
                    statistic(group, label, of, runs, "median", RunScores::median),
                    statistic(group, label, of, runs, "mean", RunScores::mean),
                    statistic(group, label, of, runs, "gap", one -> one.optimalityGap(1)),
                    baseline.filter(name -> !name.equals(label))
                            .map(scores::get)
                            .map(other -> improvement(group, label, of, runs, other))
                            .orElse(Cell.missing())));
        });
        return new Table(
                "panel-" + group.id(),
                analysis.caption("AUROC % over all runs and OOD sets", group),
                List.of(
                        Column.words("method"),
                        Column.numbers("runs"),
                        Column.numbers("interquartile mean"),
                        Column.numbers("median"),
                        Column.numbers("mean"),
                        Column.numbers("optimality gap to 100 (lower is better)"),
                        Column.numbers("P(better than " + baseline.orElse("baseline") + ")")),
                rows,
                List.of(
                        "In brackets: 95 % percentile interval of a stratified bootstrap (runs drawn within each OOD set, "
                                + RESAMPLES
                                + " draws, seed fixed), from three runs on; of so few runs it is too narrow. "
                                + (group.oodSets().size() == 1
                                        ? "One OOD set"
                                        : group.oodSets().size() + " OOD sets")
                                + ": a summary over sets hides that they differ, so read it beside the sets by themselves. P: chance that a run of"
                                + " the method beats one of the baseline, not paired. "
                                + Selection.note(group, analysis.options())));
    }

    private static Cell statistic(
            Group group, String label, RunScores scores, int runs, String name, ToDoubleFunction<RunScores> statistic) {
        Interval interval = runs < Estimates.FEWEST_SEEDS
                ? Interval.UNDEFINED
                : bootstrap(group, label, name).of(scores, statistic);
        return Cell.of(text(statistic.applyAsDouble(scores), interval, Scale.PERCENT));
    }

    private static Cell improvement(Group group, String label, RunScores scores, int runs, RunScores baseline) {
        Interval interval = runs < Estimates.FEWEST_SEEDS
                ? Interval.UNDEFINED
                : bootstrap(group, label, "improvement").ofImprovement(scores, baseline);
        return Cell.of(text(scores.probabilityOfImprovement(baseline), interval, new Scale(1, 2)));
    }

    private static String text(double value, Interval interval, Scale scale) {
        return scale.show(value)
                + (Double.isNaN(interval.low())
                        ? ""
                        : " [" + scale.show(interval.low()) + ", " + scale.show(interval.high()) + "]");
    }

    private static Bootstrap bootstrap(Group group, String label, String name) {
        return new Bootstrap(0.95, RESAMPLES, new SplittableRandom(Seeds.of(0, name + " " + group.id() + " " + label)));
    }

    private static Optional<Figure> profiles(
            Analysis analysis, Group group, Map<String, RunScores> scores, Map<String, double[][]> raw) {
        double least = raw.values().stream()
                .flatMap(java.util.Arrays::stream)
                .flatMapToDouble(java.util.Arrays::stream)
                .min()
                .orElse(0);
        double low = Math.max(0, Math.floor(least * 100 - 0.5) / 100);
        List<Double> at = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            at.add(100 * (low + (1 - low) * i / (POINTS - 1)));
        }
        List<Lines.Series> series = new ArrayList<>();
        scores.forEach((label, of) -> series.add(new Lines.Series(
                label,
                at,
                at.stream().map(tau -> of.profile(tau / 100)).toList(),
                label + ": half of its runs and sets are above "
                        + Digits.fixed(100 * median(raw.getOrDefault(label, new double[0][])), 2))));
        String caption = analysis.caption("Performance profile: share of runs and OOD sets above an AUROC", group);
        return Optional.of(new Figure(
                "profile-" + group.id(),
                caption + "; aggregator " + analysis.options().aggregator() + ". "
                        + Selection.note(group, analysis.options()),
                Lines.of(caption, new Lines.Axes("AUROC % (τ)", "share above τ", 100 * low, 100, false), series)));
    }

    private static double median(double[][] scores) {
        return sdde.report.statistics.Sample.median(java.util.Arrays.stream(scores)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray());
    }
}
