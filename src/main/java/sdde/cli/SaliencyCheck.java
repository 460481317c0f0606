package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.SaliencyPanel;
import sdde.data.Split;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.Job;
import sdde.run.Npy;
import sdde.run.RunFiles;

/**
 * GradCAM points at what a network looks at. Passes if taking away its most salient foreground pixels lowers the label's
 * logit more than taking away random ones and more than those most salient to networks with weights drawn anew: on average
 * over the fractions, by more than the 95% margin over images. The maps are drawn into a picture.
 */
final class SaliencyCheck implements Check {
    private static final int SHOWN = 16;
    private static final int COLUMNS = 4;
    private static final int ZOOM = 4;
    private static final WorkerQuestion EXPLAIN = new WorkerQuestion(Job.Kind.EXPLAIN, RunFiles::explanation);

    @Override
    public String name() {
        return "gradcam";
    }

    @Override
    public int ensembleSize() {
        return 1;
    }

    @Override
    public String methods(String lambda) {
        return "single";
    }

    @Override
    public Outcome judge(List<Member> runs, Invocation invocation) throws Exception {
        if (runs.isEmpty()) {
            throw new UserError("there is no finished run whose maps could be looked at");
        }
        Member run = runs.get(0);
        EvalSet set = Pairs.set(run, EvalSet.Role.VALIDATION);
        Map<String, Npy> arrays = EXPLAIN.ask(Workers.processes(invocation.program()), invocation.home(), run, set);
        Path panel = invocation.home().reports().resolve("check-gradcam").resolve("panel.png");
        draw(arrays, Datasets.REGISTRY.create(set.dataset()).load(Split.of(set.split())), panel);
        return outcome(run, new Drops(arrays), invocation.program().show(panel));
    }

    private static void draw(Map<String, Npy> arrays, Images images, Path panel) throws IOException {
        int shown = Math.min(SHOWN, Drops.array(arrays, "logit").size());
        float[][] maps = rows(Drops.array(arrays, "saliency"), shown);
        float[][] others = rows(Drops.array(arrays, "randomised_saliency"), shown);
        Files.createDirectories(Objects.requireNonNull(panel.getParent()));
        Files.write(panel, SaliencyPanel.of(images.first(shown), List.of(maps, others), COLUMNS, ZOOM));
    }

    private static float[][] rows(Npy maps, int count) {
        float[] all = maps.floats();
        int area = all.length / (int) maps.shape()[0];
        return IntStream.range(0, count)
                .mapToObj(b -> Arrays.copyOfRange(all, b * area, (b + 1) * area))
                .toArray(float[][]::new);
    }

    private static Outcome outcome(Member run, Drops drops, String panel) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> byFraction = new ArrayList<>();
        for (int f = 0; f < drops.fractions().length; f++) {
            rows.add(row("%d %%".formatted(Math.round(100 * drops.fractions()[f])), drops, f));
            byFraction.add(figures(drops, f));
        }
        rows.add(row("mean", drops, Drops.MEAN));
        double[] overRandom = drops.excess("random", Drops.MEAN); // (B)
        double[] overRandomised = drops.excess("randomised", Drops.MEAN); // (B)
        boolean passed = isAboveZero(overRandom) && isAboveZero(overRandomised);
        String text =
                """
                %s (%s), %d validation images; fall of the label's logit when foreground pixels are made black
                %smore than random: %s; more than randomised weights: %s (95 %% intervals over images)
                picture: %s (each image; under its map; under the map of a network with randomised weights)
                """
                        .formatted(
                                run.spec().title(),
                                run.id(),
                                drops.images(),
                                TextTable.aligned(
                                        List.of("pixels", "most salient", "random", "randomised weights"), rows),
                                interval(overRandom),
                                interval(overRandomised),
                                panel);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run", run.id());
        figures.put("images", drops.images());
        figures.put("fractions", byFraction);
        figures.put("mean", figures(drops, Drops.MEAN));
        figures.put("panel", panel);
        String verdict = passed
                ? "the maps point at what the network looks at"
                : "the maps do not point at what the network looks at";
        return new Outcome(passed, verdict, text, figures);
    }

    private static List<String> row(String pixels, Drops drops, int fraction) {
        return List.of(
                pixels,
                Numbers.fixed(Numbers.mean(drops.of("salient", fraction))),
                Numbers.fixed(Numbers.mean(drops.of("random", fraction))),
                Numbers.fixed(Numbers.mean(drops.of("randomised", fraction))));
    }

    private static Map<String, Object> figures(Drops drops, int fraction) {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (fraction != Drops.MEAN) {
            figures.put("fraction", drops.fractions()[fraction]);
        }
        for (String which : List.of("salient", "random", "randomised")) {
            figures.put(which, Numbers.mean(drops.of(which, fraction)));
        }
        for (String which : List.of("random", "randomised")) {
            figures.put("over_" + which, Numbers.mean(drops.excess(which, fraction)));
            figures.put("over_" + which + "_margin", Numbers.margin(drops.excess(which, fraction)));
        }
        return figures;
    }

    static boolean isAboveZero(double[] values) {
        return Numbers.mean(values) - Numbers.margin(values) > 0;
    }

    private static String interval(double[] values) {
        return Numbers.fixed(Numbers.mean(values)) + " ± " + Numbers.fixed(Numbers.margin(values));
    }
}
