package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sdde.evaluate.Predictions;
import sdde.evaluate.aggregator.Aggregators;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Digits;
import sdde.report.document.Section;
import sdde.report.figure.Histograms;
import sdde.report.figure.Lines;
import sdde.run.EvalSet;
import sdde.run.Npy;

/** Distributions of confidences and of saliency cosines, from the stored predictions of one seed of each method. */
final class ScoreSection {
    private ScoreSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        for (Group group : analysis.groups()) {
            blocks.addAll(of(analysis, group));
        }
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph(
                    "No run that is used has stored predictions here, so there are no distributions to draw.",
                    Tone.CAUTION));
        } else {
            blocks.add(
                    0,
                    new Paragraph(
                            "Every curve is of one run: the lowest seed that each method shown has. What varies between seeds is in the"
                                    + " tables, not here. Curves are thinned to at most 201 points."));
        }
        return new Section("scores", "Distributions of scores", blocks);
    }

    private static List<Block> of(Analysis analysis, Group group) {
        List<MethodRow> rows = Selection.of(group, analysis.options());
        Optional<String> test = group.testSet();
        if (rows.isEmpty() || test.isEmpty()) {
            return List.of();
        }
        Map<String, StoredRun> runs = new LinkedHashMap<>();
        for (MethodRow row : rows) {
            StudyRun run = row.used().get(0);
            analysis.study()
                    .evidence()
                    .shelf()
                    .predictions(run.member().id(), test.get())
                    .ifPresent(known -> runs.put(row.label(), new StoredRun(analysis, run, known)));
        }
        List<Block> blocks = new ArrayList<>();
        if (runs.isEmpty()) {
            return blocks;
        }
        String seed = "seed "
                + runs.values().stream()
                        .map(run -> Long.toString(run.run.spec().seed()))
                        .distinct()
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        String note = Selection.note(group, analysis.options());
        String which =
                "; " + seed + ", aggregator " + analysis.options().aggregator() + ", without temperature. " + note;
        histograms(analysis, group, runs, which).ifPresent(blocks::add);
        List<String> sets = group.oodSets();
        for (int i = 0; i < sets.size(); i++) {
            roc(analysis, group, sets.get(i), i + 1, runs, which).ifPresent(blocks::add);
        }
        cosines(analysis, group, runs, "; " + seed + ". " + note).ifPresent(blocks::add);
        return blocks;
    }

    private static Optional<Figure> histograms(
            Analysis analysis, Group group, Map<String, StoredRun> runs, String which) {
        List<String> ood = new ArrayList<>(group.sets(EvalSet.Role.OOD_NEAR));
        ood.addAll(group.sets(EvalSet.Role.OOD_FAR));
        if (ood.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(group.testSet().orElse("")));
        names.addAll(ood);
        List<Histograms.Panel> panels = new ArrayList<>();
        runs.forEach((label, run) -> {
            List<double[]> values = new ArrayList<>(List.of(run.known));
            ood.forEach(set -> values.add(run.confidences(set)));
            if (values.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
                panels.add(new Histograms.Panel(label, values));
            }
        });
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        String caption = analysis.caption("Confidence of test and OOD samples", group);
        return Optional.of(new Figure(
                "scores-" + group.id(),
                caption + which,
                Histograms.of(caption, "confidence (each method has its own scale)", names, panels)));
    }

    private static Optional<Figure> roc(
            Analysis analysis, Group group, String set, int number, Map<String, StoredRun> runs, String which) {
        List<Lines.Series> series = new ArrayList<>();
        runs.forEach((label, run) -> Roc.of(run.known, run.confidences(set))
                .ifPresent(roc -> series.add(new Lines.Series(
                        label + " " + Digits.fixed(roc.area() * 100, 2),
                        roc.falsePositives(),
                        roc.truePositives(),
                        label + ": AUROC " + Digits.fixed(roc.area() * 100, 2) + " %"))));
        if (series.isEmpty()) {
            return Optional.empty();
        }
        String caption = analysis.caption("ROC on " + set + ", with AUROC %", group);
        return Optional.of(new Figure(
                "roc-" + group.id() + "-" + number,
                caption + which,
                Lines.of(
                        caption,
                        new Lines.Axes("share of test samples rejected", "share of OOD samples found", 0, 1, true),
                        series)));
    }

    private static Optional<Figure> cosines(Analysis analysis, Group group, Map<String, StoredRun> runs, String which) {
        List<Lines.Series> series = new ArrayList<>();
        runs.forEach((label, run) -> {
            if (run.cosines.length > 0) {
                List<Double> at = Roc.quantiles(run.cosines);
                double median = at.get(at.size() / 2);
                series.add(new Lines.Series(
                        label,
                        at,
                        Roc.shares(at.size()),
                        label + ": median " + Digits.fixed(median, 3) + ", " + run.cosines.length + " samples"));
            }
        });
        if (series.isEmpty()) {
            return Optional.empty();
        }
        double low = Math.min(
                0, series.stream().mapToDouble(one -> one.x().get(0)).min().orElse(0));
        String caption = analysis.caption("Distribution of the cosine of saliency maps on the test set", group);
        return Optional.of(new Figure(
                "cam-" + group.id(),
                caption + which,
                Lines.of(
                        caption,
                        new Lines.Axes(
                                "cosine of GradCAM maps, mean over pairs of members",
                                "share of samples below",
                                low,
                                1,
                                false),
                        series)));
    }

    /** What was stored of a run, with its confidences on the test set. */
    private static final class StoredRun {
        private final Analysis analysis;
        private final StudyRun run;
        private final double[] known;
        private final double[] cosines;
        private final Map<String, double[]> others = new LinkedHashMap<>();

        StoredRun(Analysis analysis, StudyRun run, Predictions test) {
            this.analysis = analysis;
            this.run = run;
            this.known = confidences(test);
            Npy maps = test.cosines("cam_cosine");
            this.cosines = maps == null
                    ? new double[0]
                    : Arrays.stream(maps.doubles()).filter(Double::isFinite).toArray();
        }

        /** Empty if the run was not asked on the set. */
        double[] confidences(String set) {
            return others.computeIfAbsent(set, name -> analysis.study()
                    .evidence()
                    .shelf()
                    .predictions(run.member().id(), name)
                    .map(this::confidences)
                    .orElse(new double[0]));
        }

        private double[] confidences(Predictions predictions) {
            return Aggregators.named(analysis.options().aggregator()).confidence(predictions.outputs());
        }
    }
}
