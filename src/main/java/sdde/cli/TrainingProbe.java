package sdde.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import sdde.run.Npy;

/**
 * What a worker and the stored predictions say about the training of one run.
 *
 * @param arrays of a job of kind PROBE
 */
record TrainingProbe(Map<String, Npy> arrays, MemberAccuracy accuracy) {
    static final List<String> HEADERS =
            List.of("run", "least apart", "least turned", "worst member", "term", "should be", "slopes off by");

    /** Relative, of the term: float32 has made the feature maps. */
    private static final double TERM_TOLERANCE = 1e-3;

    /** Relative, of the vector of slopes. */
    private static final double SLOPE_TOLERANCE = 0.02;

    /** 1 - cosine of a member whose every parameter only shrank is rounding; one step of a living one is far more. */
    private static final double TURNED = 1e-9;

    TrainingProbe {
        arrays = Map.copyOf(arrays);
    }

    /** What is wrong, in words; empty if nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (apart() == 0) {
            faults.add("members start from the same parameters");
        }
        if (turned() < TURNED) {
            faults.add("a member was never trained: its parameters point where they did before");
        }
        if (accuracy.worst() < accuracy.limit()) {
            faults.add("a member knows no more than chance: it is right on %s of %s validation images"
                    .formatted(Numbers.fixed(accuracy.worst()), accuracy.images()));
        }
        if (isTermWrong()) {
            faults.add("the diversity term of a step is %s, but should be %s"
                    .formatted(Numbers.fixed(of("term")[0]), Numbers.fixed(of("term")[1])));
        }
        if (!(slopes().orElse(0) <= SLOPE_TOLERANCE)) {
            faults.add(
                    "a step does not follow λ times the gradient of the diversity term: slopes are off by %s of their size"
                            .formatted(Numbers.shown(slopes().orElse(0))));
        }
        return faults;
    }

    private boolean isTermWrong() {
        if (!arrays.containsKey("term")) {
            return false;
        }
        double[] term = of("term");
        return !(Math.abs(term[0] - term[1]) <= TERM_TOLERANCE * (1 + Math.abs(term[1])));
    }

    List<String> row(String title) {
        boolean compared = arrays.containsKey("term");
        return List.of(
                title,
                members() > 1 ? Numbers.shown(apart()) : "–",
                Numbers.shown(turned()),
                Numbers.fixed(accuracy.worst()),
                compared ? Numbers.fixed(of("term")[0]) : "–",
                compared ? Numbers.fixed(of("term")[1]) : "–",
                compared ? Numbers.shown(slopes().orElse(0)) : "–");
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("worst_member", accuracy.worst());
        figures.put("turned", turned());
        if (members() > 1) {
            figures.put("apart", apart());
        }
        if (arrays.containsKey("term")) {
            figures.put("term", of("term")[0]);
            figures.put("term_expected", of("term")[1]);
            slopes().ifPresent(off -> figures.put("slopes_off", off));
        }
        return figures;
    }

    private int members() {
        return of("turned").length;
    }

    /** Of the two members that are most alike before training; infinite for one. */
    private double apart() {
        int n = members();
        double[] apart = of("apart"); // (N, N)
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                least = Math.min(least, apart[i * n + j]);
            }
        }
        return least;
    }

    private double turned() {
        return Arrays.stream(of("turned")).min().orElse(Double.NaN);
    }

    /** How far the slopes are off, by their size; none where they were not compared, or where there is nothing to follow. */
    private OptionalDouble slopes() {
        if (!arrays.containsKey("slopes")) {
            return OptionalDouble.empty();
        }
        double[] slopes = of("slopes"); // (2, K)
        int k = slopes.length / 2;
        double off = 0;
        double size = 0;
        for (int i = 0; i < k; i++) {
            off += Math.pow(slopes[i] - slopes[k + i], 2);
            size += Math.pow(slopes[k + i], 2);
        }
        return size == 0 && off == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(off / size));
    }

    private double[] of(String name) {
        return Objects.requireNonNull(arrays.get(name), name).doubles();
    }
}
