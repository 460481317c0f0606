package sdde.report.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sdde.golden.GoldenCase;

/** Golden cases of tests on ranks and signs. */
public final class RankChecks {
    private static final Map<String, Wilcoxon.Zeros> ZEROS =
            Map.of("/wilcox", Wilcoxon.Zeros.DROPPED, "/pratt", Wilcoxon.Zeros.RANKED);

    private RankChecks() {}

    public static void friedman(GoldenCase golden) {
        double[][] scores = golden.matrix("/matrix_rows_are_blocks");
        Friedman test = Friedman.of(scores);
        int k = test.methods();

        golden.check("/avg_ranks_ascending", test.meanRanks(false));
        golden.check("/avg_ranks_descending", test.meanRanks(true));
        golden.check(
                "/ranks_descending",
                Arrays.stream(scores)
                        .flatMapToDouble(row -> Arrays.stream(
                                Ranks.of(Arrays.stream(row).map(v -> -v).toArray())))
                        .toArray());
        golden.check("/chi2_without_tie_correction", test.uncorrected());
        golden.check("/tie_correction_factor", test.tieFactor());
        golden.check("/chi2", test.chiSquare());
        golden.check("/p_chi2", test.p());
        golden.check("/df", k - 1);
        golden.check("/iman_davenport_F", test.f());
        golden.check("/iman_davenport_df", k - 1, (k - 1) * (test.blocks() - 1));
        golden.check("/p_iman_davenport", test.pOfF());
    }

    public static void conover(GoldenCase golden) {
        Conover test = new Conover(Friedman.of(golden.matrix("/matrix_rows_are_blocks")));

        golden.check("/t_abs", flat(test.t()));
        golden.check("/p_raw", flat(test.p()));
        golden.check("/p_holm", flat(test.holm()));
        golden.check("/p_bonferroni", flat(test.bonferroni()));
        golden.check("/df", test.degrees());
        golden.check("/nemenyi_p", flat(Nemenyi.p(test.ranks())));
    }

    public static void criticalDifference(GoldenCase golden) {
        double alpha = golden.number("/alpha");
        int[] methods = golden.integers("/k");
        double[] q =
                Arrays.stream(methods).mapToDouble(k -> Nemenyi.q(alpha, k)).toArray();

        golden.check("/q_alpha", q);
        golden.check("/q_alpha_scipy", q);
        golden.check(
                "/CD_k_by_N",
                Arrays.stream(methods)
                        .boxed()
                        .flatMapToDouble(k -> Arrays.stream(golden.integers("/N"))
                                .mapToDouble(n -> Nemenyi.criticalDifference(alpha, k, n)))
                        .toArray());
    }

    public static void wilcoxon(GoldenCase golden) {
        double[] x = golden.numbers("/x");
        double[] y = golden.numbers("/y");
        double[] differences =
                Arrays.stream(Sample.differences(x, y)).map(Sample::rounded).toArray();
        int zeros = (int) Arrays.stream(differences).filter(d -> d == 0).count();
        boolean ties = Ranks.ties(Arrays.stream(differences)
                        .map(Math::abs)
                        .filter(d -> d > 0)
                        .toArray())
                > 0;

        golden.check("/differences", differences);
        golden.check("/n_zero", zeros);
        golden.check("/has_ties_in_abs", List.of(ties));
        ZEROS.forEach((place, rule) -> {
            Wilcoxon test = Wilcoxon.paired(x, y, rule);
            golden.check(place + "/r_plus", test.plus());
            golden.check(place + "/r_minus", test.minus());
            Alternatives.each((alternative, name) -> checkAll(golden, place, name, test, alternative));
        });
        Wilcoxon usual = Wilcoxon.paired(x, y, Wilcoxon.Zeros.DROPPED);
        boolean exact = (ties || zeros > 0) ? x.length <= 13 : x.length <= 50; // as SciPy chooses
        golden.check("/scipy_auto_two_sided/statistic", Math.min(usual.plus(), usual.minus()));
        golden.check(
                "/scipy_auto_two_sided/p",
                exact ? usual.exact(Alternative.TWO_SIDED) : usual.asymptotic(Alternative.TWO_SIDED, false));
    }

    private static void checkAll(GoldenCase golden, String place, String name, Wilcoxon test, Alternative alternative) {
        golden.check(place + "/exact_enumeration/" + name, test.exact(alternative));
        golden.check(place + "/scipy_exact/" + name, test.exact(alternative));
        for (boolean continuity : new boolean[] {false, true}) {
            String normal = place + (continuity ? "/asymptotic_corrected/" : "/asymptotic/") + name;
            boolean both = alternative == Alternative.TWO_SIDED;
            golden.check(normal + "/statistic", both ? Math.min(test.plus(), test.minus()) : test.plus());
            golden.check(normal + "/z", test.z(alternative, continuity));
            golden.check(normal + "/p", test.asymptotic(alternative, continuity));
        }
    }

    public static void multiple(GoldenCase golden) {
        double[] p = golden.numbers("/p");

        golden.check("/holm", Multiple.holm(p));
        golden.check("/holm_reject", rejected(Multiple.holm(p)));
        golden.check("/bonferroni", Multiple.bonferroni(p));
        golden.check("/bonferroni_reject", rejected(Multiple.bonferroni(p)));
    }

    private static List<Boolean> rejected(double[] p) {
        return DoubleStream.of(p).mapToObj(one -> one <= 0.05).toList();
    }

    public static void signFlip(GoldenCase golden) {
        double[] x = golden.numbers("/x");
        double[] y = golden.numbers("/y");
        SignFlip test = SignFlip.paired(x, y);

        golden.check("/mean_diff", Sample.mean(Sample.differences(x, y)));
        golden.check("/greater", test.greater());
        golden.check("/less", test.less());
        golden.check("/two-sided", test.twoSided());
        golden.check("/n_permutations", (double) SignFlip.patterns(x.length));
    }

    public static void hodgesLehmann(GoldenCase golden) {
        double[] x = golden.numbers("/x");
        double[] y = golden.numbers("/y");
        double level = golden.number("/confidence");

        HodgesLehmann two = HodgesLehmann.of(x, y, level);
        golden.check("/two_sample_shift_x_minus_y", two.estimate());
        check(golden, "/two_sample", two);
        if (golden.expects("/paired_pseudomedian")) {
            HodgesLehmann paired = HodgesLehmann.paired(x, y, level);
            golden.check("/paired_pseudomedian", paired.estimate());
            check(golden, "/paired", paired);
        }
    }

    private static void check(GoldenCase golden, String kind, HodgesLehmann estimate) {
        golden.check(
                kind + "_ci", estimate.interval().low(), estimate.interval().high());
        golden.check(kind + "_ci_index_1based", estimate.lowIndex(), estimate.highIndex());
        golden.check(kind + "_achieved_confidence", estimate.achieved());
    }

    public static void delong(GoldenCase golden) {
        double[] y = golden.numbers("/y");
        boolean[] positive = new boolean[y.length];
        IntStream.range(0, y.length).forEach(i -> positive[i] = y[i] == 1);
        DeLong test = DeLong.of(positive, golden.numbers("/score_A"), golden.numbers("/score_B"));

        golden.check("/auc_A", test.aucA());
        golden.check("/auc_B", test.aucB());
        golden.check("/var_A", test.varianceA());
        golden.check("/var_B", test.varianceB());
        golden.check("/cov_AB", test.covariance());
        golden.check("/var_diff", test.variance());
        golden.check("/z_B_minus_A", test.z());
        golden.check("/p_two_sided", test.pTwoSided());
        Intervals.check(golden, "/ci95_A", test.intervalA(0.95));
        Intervals.check(golden, "/ci95_B", test.intervalB(0.95));
        Intervals.check(golden, "/ci95_diff_B_minus_A", test.interval(0.95));
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }
}
