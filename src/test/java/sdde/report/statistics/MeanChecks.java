package sdde.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sdde.golden.GoldenCase;

/** Golden cases of tests and intervals of means. */
public final class MeanChecks {
    private MeanChecks() {}

    public static void tTests(GoldenCase golden) {
        double[] x = golden.numbers("/x");
        double[] y = golden.numbers("/y");
        StudentT welch = StudentT.welch(Summary.of(x), Summary.of(y));

        if (x.length == y.length) {
            checkAll(golden, "/paired", StudentT.paired(x, y));
            golden.check("/paired/mean_diff", Sample.mean(Sample.differences(x, y)));
            golden.check("/paired/sd_diff_ddof1", Sample.sd(Sample.differences(x, y)));
        }
        checkAll(golden, "/welch", welch);
        golden.check("/welch_from_stats/t", welch.t());
        golden.check("/welch_from_stats/p", welch.p(Alternative.TWO_SIDED));
        Intervals.check(golden, "/t_ci95_mean_x", Sample.meanInterval(0.95, x));
        Intervals.check(golden, "/t_ci99_mean_x", Sample.meanInterval(0.99, x));
    }

    private static void checkAll(GoldenCase golden, String place, StudentT test) {
        Alternatives.each((alternative, name) -> {
            golden.check(place + "/" + name + "/t", test.t());
            golden.check(place + "/" + name + "/p", test.p(alternative));
            golden.check(place + "/" + name + "/df", test.degrees());
            Intervals.check(golden, place + "/" + name + "/ci95", test.interval(0.95, alternative));
        });
    }

    public static void welchOfSummaries(GoldenCase golden) {
        StudentT test = StudentT.welch(summary(golden, "1"), summary(golden, "2"));

        Alternatives.each((alternative, name) -> {
            golden.check("/" + name + "/t", test.t());
            golden.check("/" + name + "/p", test.p(alternative));
        });
        golden.check("/df", test.degrees());
        Intervals.check(golden, "/ci95_diff", test.interval(0.95));
    }

    private static Summary summary(GoldenCase golden, String which) {
        return new Summary(
                golden.number("/mean" + which), golden.number("/sd" + which), golden.integers("/n" + which)[0]);
    }

    public static void equivalence(GoldenCase golden) {
        double[] x = golden.numbers("/x");
        double[] y = golden.numbers("/y");
        if (x.length == y.length) {
            checkTost(golden, "/paired", StudentT.paired(x, y));
        }
        checkTost(golden, "/welch", StudentT.welch(Summary.of(x), Summary.of(y)));
    }

    private static void checkTost(GoldenCase golden, String place, StudentT difference) {
        Tost test = Tost.of(difference, golden.number("/low"), golden.number("/upp"));

        golden.check(place + "/p", test.p());
        golden.check(place + "/lower/t", test.lower().t());
        golden.check(place + "/lower/p", test.pLower());
        golden.check(place + "/lower/df", test.lower().degrees());
        golden.check(place + "/upper/t", test.upper().t());
        golden.check(place + "/upper/p", test.pUpper());
        golden.check(place + "/upper/df", test.upper().degrees());
    }

    public static void prediction(GoldenCase golden) {
        int n = golden.integers("/n")[0];
        double level = golden.number("/confidence");
        Summary published = new Summary(golden.number("/published_mean"), golden.number("/published_sd"), n);
        Replication replication = new Replication(published, golden.integers("/m_new_runs")[0]);
        double newMean = golden.number("/new_mean");
        StudentT test = replication.test(newMean);

        Intervals.check(golden, "/prediction_interval", replication.interval(level));
        golden.check("/t_quantile", n < 2 ? Double.NaN : Sample.tQuantile((1 + level) / 2, n - 1));
        golden.check("/t", test.t());
        golden.check("/p_two_sided", test.p(Alternative.TWO_SIDED));
        golden.check("/p_new_higher", test.p(Alternative.GREATER));
        golden.check("/p_new_lower", test.p(Alternative.LESS));
        golden.check("/inside", List.of(replication.interval(level).contains(newMean)));
        Intervals.check(golden, "/t_ci_of_published_mean", published.interval(level));
    }

    public static void effectSizes(GoldenCase golden) {
        double[] x = golden.numbers("/x");
        double[] y = golden.numbers("/y");
        CliffsDelta cliff = CliffsDelta.of(x, y);
        double d = CohensD.pooled(x, y);

        golden.check("/cliffs_delta", cliff.delta());
        golden.check("/U_x", cliff.u());
        golden.check("/A12", cliff.a12());
        golden.check("/cohens_d_pooled", d);
        golden.check("/akinshin_gamma", AkinshinGamma.of(x, y));
        if (x.length == y.length) {
            golden.check("/cohens_dz_paired", CohensD.paired(x, y));
        }
        golden.check("/hedges_J_exact", CohensD.hedges(x.length + y.length - 2));
        golden.check("/magnitude/cliff_delta", List.of(word(cliff.magnitude())));
        golden.check("/magnitude/cohen_d", List.of(word(CohensD.magnitude(d))));
        golden.check("/magnitude/akinshin_gamma", List.of(word(CohensD.magnitude(AkinshinGamma.of(x, y)))));
    }

    /** autorank calls what is NaN large. */
    private static String word(Magnitude magnitude) {
        return magnitude == Magnitude.UNDEFINED ? "large" : magnitude.name().toLowerCase(Locale.ROOT);
    }

    public static void twoWay(GoldenCase golden) {
        TwoWay table = TwoWay.of(table(golden));

        golden.check("/SS_A", table.ssA());
        golden.check("/SS_B", table.ssB());
        golden.check("/SS_AB", table.interaction());
        golden.check("/SS_error", table.error());
        golden.check("/SS_residual", table.error());
        golden.check("/SS_total", table.total());
        golden.check("/df/A", table.degreesA());
        golden.check("/df/B", table.degreesB());
        golden.check("/df/AB", table.degreesInteraction());
        golden.check("/df/error", table.degreesError());
        golden.check("/fraction_A", table.ssA() / table.total());
        golden.check("/fraction_B", table.ssB() / table.total());
        golden.check("/fraction_AB", table.interaction() / table.total());
        golden.check("/fraction_residual", table.error() / table.total());
        golden.check("/F_A", table.fA());
        golden.check("/F_B", table.fB());
        golden.check("/p_A", table.pA());
        golden.check("/p_B", table.pB());
        golden.check("/varcomp_random_A", table.varianceA());
        golden.check("/varcomp_random_B", table.varianceB());
        golden.check("/varcomp_random_AB", table.varianceInteraction());
        golden.check("/varcomp_error", table.meanError());
    }

    private static double[][][] table(GoldenCase golden) {
        String name = golden.has("/Y_A_by_B") ? "/Y_A_by_B" : "/Y_A_by_B_by_rep";
        int[] shape = golden.shape(name);
        double[] values = golden.numbers(name);
        int replicates = shape.length == 3 ? shape[2] : 1;
        double[][][] table = new double[shape[0]][shape[1]][];
        for (int i = 0; i < shape[0]; i++) {
            for (int j = 0; j < shape[1]; j++) {
                int from = (i * shape[1] + j) * replicates;
                table[i][j] = Arrays.copyOfRange(values, from, from + replicates);
            }
        }
        return table;
    }

    public static void bestOf(GoldenCase golden) {
        List<String> methods = golden.texts("/methods");
        double[][] accuracy = golden.matrix("/accuracy_methods_by_seeds");
        double[][] nll = golden.matrix("/nll_methods_by_seeds");

        checkMetric(golden, "/accuracy_higher_better", accuracy, true);
        checkMetric(golden, "/nll_lower_better", nll, false);

        String place = "/holm_over_all_comparisons_both_metrics_paired_t_two_sided";
        BestOf ofAccuracy = BestOf.of(accuracy, true);
        BestOf ofNll = BestOf.of(nll, false);
        List<String> order = new ArrayList<>();
        others(ofAccuracy).forEach(i -> order.addAll(List.of("accuracy_higher_better", methods.get(i))));
        others(ofNll).forEach(i -> order.addAll(List.of("nll_lower_better", methods.get(i))));
        for (int i = 0; i < order.size(); i++) {
            golden.check(place + "/order/" + i / 2 + "/" + i % 2, List.of(order.get(i)));
        }
        double[] raw = DoubleStream.concat(
                        Arrays.stream(ofOthers(ofAccuracy.raw(), ofAccuracy)),
                        Arrays.stream(ofOthers(ofNll.raw(), ofNll)))
                .toArray();
        golden.check(place + "/p_holm", Multiple.holm(raw));
    }

    private static void checkMetric(GoldenCase golden, String place, double[][] scores, boolean higher) {
        List<String> methods = golden.texts("/methods");
        BestOf best = BestOf.of(scores, higher);

        golden.check(
                place + "/mean", Arrays.stream(scores).mapToDouble(Sample::mean).toArray());
        golden.check(
                place + "/sd_ddof1",
                Arrays.stream(scores).mapToDouble(Sample::sd).toArray());
        golden.check(place + "/best_index", best.best());
        golden.check(place + "/best", List.of(methods.get(best.best())));
        golden.check(
                place + "/tied_best", best.tied().stream().map(methods::get).toList());
        golden.check(place + "/others", others(best).stream().map(methods::get).toList());
        for (BestOf.Test test : BestOf.Test.values()) {
            for (Alternative alternative : List.of(Alternative.TWO_SIDED, Alternative.GREATER)) {
                String name = test == BestOf.Test.T ? "/paired_t_" : "/wilcoxon_";
                checkTest(
                        golden,
                        place + name + Alternatives.name(alternative),
                        BestOf.of(scores, higher, test, alternative));
            }
        }
    }

    private static void checkTest(GoldenCase golden, String place, BestOf best) {
        List<String> methods = golden.texts("/methods");
        double alpha = golden.number("/alpha");

        golden.check(place + "/p_raw", ofOthers(best.raw(), best));
        golden.check(place + "/p_holm", ofOthers(best.adjusted(), best));
        golden.check(place + "/p_bonferroni", Multiple.bonferroni(ofOthers(best.raw(), best)));
        golden.check(
                place + "/not_significantly_worse",
                IntStream.range(0, methods.size())
                        .filter(i -> best.keeps(i, alpha))
                        .mapToObj(methods::get)
                        .toList());
    }

    private static List<Integer> others(BestOf best) {
        return IntStream.range(0, best.raw().size())
                .filter(i -> i != best.best())
                .boxed()
                .toList();
    }

    private static double[] ofOthers(List<Double> values, BestOf best) {
        return others(best).stream().mapToDouble(values::get).toArray();
    }
}
