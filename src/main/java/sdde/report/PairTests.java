package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import sdde.report.document.Digits;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.Conover;
import sdde.report.statistics.Friedman;
import sdde.report.statistics.Multiple;
import sdde.report.statistics.Nemenyi;
import sdde.report.statistics.Wilcoxon;

/**
 * All pairs of a group's methods on one endpoint, by every test.
 *
 * @param omnibus what Friedman's test says of all methods together, as a sentence
 * @param pairs of methods that have at least three seeds in common
 */
record PairTests(String omnibus, List<Pair> pairs) {
    /**
     * One pair; each p is adjusted over the pairs of its test, and NaN where the test is not possible.
     *
     * @param values turned so that more is better
     */
    record Pair(
            String name, Paired values, double t, double wilcoxon, double signFlip, double conover, double nemenyi) {
        private DoubleStream all() {
            return DoubleStream.of(t, wilcoxon, signFlip, conover, nemenyi).filter(p -> !Double.isNaN(p));
        }

        long rejections() {
            return all().filter(p -> p < Estimates.ALPHA).count();
        }

        long possible() {
            return all().count();
        }

        boolean isDisputed() {
            return rejections() > 0 && rejections() < possible();
        }

        /** {@code sdde against de (paired t and Conover reject, Wilcoxon does not)}. */
        String dispute() {
            List<String> reject = new ArrayList<>();
            List<String> keep = new ArrayList<>();
            List<String> names = List.of("paired t", "Wilcoxon", "sign-flip", "Conover", "Nemenyi");
            double[] p = {t, wilcoxon, signFlip, conover, nemenyi};
            for (int i = 0; i < p.length; i++) {
                if (!Double.isNaN(p[i])) {
                    (p[i] < Estimates.ALPHA ? reject : keep).add(names.get(i));
                }
            }
            return "%s (rejecting: %s; not: %s)".formatted(name, String.join(", ", reject), String.join(", ", keep));
        }
    }

    PairTests {
        pairs = List.copyOf(pairs);
    }

    static PairTests of(Group group, List<MethodRow> rows, Endpoint endpoint) {
        List<MethodRow> there = rows.stream()
                .filter(row -> Estimates.defined(endpoint.of(row, group.seeds())).length > 0)
                .toList();
        List<double[]> complete = RankFigure.complete(group, there, endpoint);
        boolean ranked = there.size() > 2 && complete.size() >= Estimates.FEWEST_SEEDS;
        Friedman friedman = ranked ? Friedman.of(complete.toArray(double[][]::new)) : null;
        double[][] conover = friedman == null ? null : new Conover(friedman).holm();
        double[][] nemenyi = friedman == null ? null : Nemenyi.p(friedman);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            for (int j = i + 1; j < there.size(); j++) {
                MethodRow first = there.get(j);
                MethodRow second = there.get(i);
                Paired paired = Paired.of(endpoint.of(first, group.seeds()), endpoint.of(second, group.seeds()))
                        .oriented(endpoint.higherIsBetter());
                if (paired.size() >= Estimates.FEWEST_SEEDS) {
                    pairs.add(new Pair(
                            first.label() + " against " + second.label(),
                            paired,
                            paired.test().error() > 0 ? paired.test().p(Alternative.TWO_SIDED) : Double.NaN,
                            Wilcoxon.paired(paired.first(), paired.second(), Wilcoxon.Zeros.DROPPED)
                                    .exact(Alternative.TWO_SIDED),
                            paired.exact(),
                            conover == null ? Double.NaN : conover[i][j],
                            nemenyi == null ? Double.NaN : nemenyi[i][j]));
                }
            }
        }
        return new PairTests(omnibus(there, complete.size(), friedman), adjusted(pairs));
    }

    private static List<Pair> adjusted(List<Pair> raw) {
        double[] t = holm(raw, Pair::t);
        double[] wilcoxon = holm(raw, Pair::wilcoxon);
        double[] signFlip = holm(raw, Pair::signFlip);
        List<Pair> adjusted = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            Pair one = raw.get(i);
            adjusted.add(new Pair(one.name, one.values, t[i], wilcoxon[i], signFlip[i], one.conover, one.nemenyi));
        }
        return adjusted;
    }

    private static double[] holm(List<Pair> pairs, ToDoubleFunction<Pair> p) {
        return Multiple.holm(pairs.stream().mapToDouble(p).toArray());
    }

    private static String omnibus(
            List<MethodRow> rows, int blocks, @org.jspecify.annotations.Nullable Friedman friedman) {
        if (friedman == null) {
            return "Friedman's test needs three methods and three seeds that all have; here %s methods and %s seeds."
                    .formatted(rows.size(), blocks);
        }
        if (Double.isNaN(friedman.pOfF())) {
            return "Friedman's test is undefined: every seed ties all methods.";
        }
        return "Friedman over %s seeds of %s methods (%s): chi-square p %s; Iman and Davenport's F p %s."
                .formatted(
                        blocks,
                        rows.size(),
                        rows.stream().map(MethodRow::label).collect(Collectors.joining(", ")),
                        equal(friedman.p()),
                        equal(friedman.pOfF()));
    }

    private static String equal(double p) {
        String text = Digits.probability(p);
        return text.startsWith("<") ? text : "= " + text;
    }
}
