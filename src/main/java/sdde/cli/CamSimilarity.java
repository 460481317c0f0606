package sdde.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import sdde.config.UserError;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunFiles;

/**
 * The saliency maps of SDDE's members are less alike than a deep ensemble's, on images that neither was trained on. Passes
 * if for every pair the mean over images of the paired difference lies below zero by more than its 95% margin.
 */
final class CamSimilarity implements Check {
    private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

    @Override
    public String name() {
        return "cam-similarity";
    }

    @Override
    public int ensembleSize() {
        return 2;
    }

    @Override
    public String methods(String lambda) {
        return "[de, {name: sdde, lambda: %s}]".formatted(lambda);
    }

    @Override
    public Outcome judge(List<Member> runs, Invocation invocation) {
        List<Pairs> pairs = Pairs.among(runs, lambda -> lambda > 0, "λ > 0");
        List<List<String>> rows = new ArrayList<>();
        List<Object> figures = new ArrayList<>();
        int lower = 0;
        for (Pairs pair : pairs) {
            double[] de = cosines(pair.de(), invocation); // (B)
            double[] sdde = cosines(pair.sdde(), invocation); // (B)
            double[] change = change(de, sdde, pair); // (B)
            boolean below = Numbers.mean(change) + Numbers.margin(change) < 0;
            lower += below ? 1 : 0;
            rows.add(row(pair.de().spec().title(), de, ""));
            String difference =
                    "%s ± %s".formatted(Numbers.fixed(Numbers.mean(change)), Numbers.fixed(Numbers.margin(change)));
            rows.add(row(pair.sdde().spec().title(), sdde, difference));
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("de", distribution(pair.de(), de));
            figure.put("sdde", distribution(pair.sdde(), sdde));
            figure.put("difference", Numbers.mean(change));
            figure.put("difference_margin", Numbers.margin(change));
            figure.put(
                    "lower_share",
                    Arrays.stream(change).filter(value -> value < 0).count() / (double) change.length);
            figure.put("below", below);
            figures.add(figure);
        }
        String text = "cosine of the members' GradCAM maps, over validation images\n"
                + TextTable.aligned(
                        List.of("run", "mean", "5 %", "25 %", "50 %", "75 %", "95 %", "difference, 95 % interval"),
                        rows);
        String verdict = "SDDE's maps are less alike than DE's in %d of %d pairs".formatted(lower, pairs.size());
        return new Outcome(lower == pairs.size(), verdict, text, Map.of("pairs", figures));
    }

    private static double[] cosines(Member run, Invocation invocation) {
        EvalSet set = Pairs.set(run, EvalSet.Role.VALIDATION);
        RunFiles files = RunFiles.of(invocation.home().runs(), run.id());
        return StoredOutputs.array(files.predictions(set.name()), "cam_cosine").doubles();
    }

    private static double[] change(double[] de, double[] sdde, Pairs pair) {
        if (de.length != sdde.length
                || DoubleStream.concat(Arrays.stream(de), Arrays.stream(sdde)).anyMatch(Double::isNaN)) {
            throw new UserError("runs %s and %s have no cosines of the same images to compare"
                    .formatted(pair.de().id(), pair.sdde().id()));
        }
        double[] change = new double[de.length];
        for (int b = 0; b < change.length; b++) {
            change[b] = sdde[b] - de[b];
        }
        return change;
    }

    private static List<String> row(String title, double[] cosines, String difference) {
        List<String> row = new ArrayList<>(List.of(title, Numbers.fixed(Numbers.mean(cosines))));
        for (double quantile : quantiles(cosines)) {
            row.add(Numbers.fixed(quantile));
        }
        row.add(difference);
        return row;
    }

    private static double[] quantiles(double[] cosines) {
        double[] sorted = cosines.clone();
        Arrays.sort(sorted);
        return Arrays.stream(SHARES)
                .map(share -> Numbers.quantile(sorted, share))
                .toArray();
    }

    private static Map<String, Object> distribution(Member run, double[] cosines) {
        Map<String, Object> distribution = new LinkedHashMap<>();
        distribution.put("run", run.id());
        distribution.put("title", run.spec().title());
        distribution.put("images", cosines.length);
        distribution.put("mean", Numbers.mean(cosines));
        double[] quantiles = quantiles(cosines);
        for (int i = 0; i < SHARES.length; i++) {
            distribution.put("q%02d".formatted(Math.round(SHARES[i] * 100)), quantiles[i]);
        }
        return distribution;
    }
}
