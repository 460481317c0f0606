package sdde.report.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import sdde.golden.GoldenCase;

/** Golden cases of Bayesian tests, stochastic order and aggregates over tasks; those with draws allow for their noise. */
public final class RandomChecks {
    private RandomChecks() {}

    private static RandomGenerator random() {
        return new SplittableRandom(1);
    }

    public static void bayesSignedRank(GoldenCase golden) {
        BayesSignedRank.Prior prior =
                new BayesSignedRank.Prior(golden.number("/prior_position"), golden.number("/prior_strength"));
        Rope rope = BayesSignedRank.of(
                golden.numbers("/x"), golden.numbers("/y"), golden.number("/rope"), prior, 50_000, random());

        golden.check("/p_left_x_better", rope.left());
        golden.check("/p_rope", rope.within());
        golden.check("/p_right_y_better", rope.right());
        golden.check("/baycomp", rope.left(), rope.within(), rope.right());
    }

    public static void correlatedT(GoldenCase golden) {
        double width = golden.number("/rope");
        Rope rope = CorrelatedT.of(golden.numbers("/x"), golden.numbers("/y"), golden.integers("/runs")[0], width);

        golden.check(
                "/probs",
                width == 0
                        ? new double[] {rope.left(), rope.right()}
                        : new double[] {rope.left(), rope.within(), rope.right()});
    }

    public static void stochasticOrder(GoldenCase golden) {
        double[] a = golden.numbers("/scores_a");
        double[] b = golden.numbers("/scores_b");
        Aso order = Aso.of(a, b, golden.number("/confidence_level"), 5000, random());

        golden.check("/violation_ratio_exact", order.violation());
        golden.check("/violation_ratio_deepsig_dt0.005", Aso.violationOnGrid(a, b, 0.005));
        golden.check("/eps_min_own_5000_bootstraps", order.epsilon());
        golden.check("/eps_min_deepsig_seeded", order.epsilon(), order.epsilon());
        golden.check("/sigma_hat_own", order.sigma());
    }

    public static void aggregates(GoldenCase golden) {
        RunScores x = new RunScores(golden.matrix("/X_runs_by_tasks"));
        RunScores y = new RunScores(golden.matrix("/Y_runs_by_tasks"));
        double gamma = golden.number("/gamma");

        checkScores(golden, "/X", x);
        checkScores(golden, "/Y", y);
        golden.check("/prob_improvement_X_over_Y", x.probabilityOfImprovement(y));
        if (golden.expects("/ci95_X")) {
            List<ToDoubleFunction<RunScores>> statistics = List.of(
                    RunScores::median, RunScores::interquartileMean, RunScores::mean, s -> s.optimalityGap(gamma));
            Bootstrap bootstrap = new Bootstrap(0.95, 5000, random());
            List<Interval> intervals =
                    statistics.stream().map(s -> bootstrap.of(x, s)).toList();
            double[] ends = new double[8];
            Arrays.setAll(
                    ends,
                    i -> i < 4 ? intervals.get(i).low() : intervals.get(i - 4).high());
            golden.check("/ci95_X/order", List.of("median", "iqm", "mean", "optimality_gap"));
            golden.check("/ci95_X/reference_20000", ends);
        }
        if (golden.expects("/ci95_prob_improvement")) {
            Intervals.check(
                    golden,
                    "/ci95_prob_improvement/reference_4000",
                    new Bootstrap(0.95, 4000, random()).ofImprovement(x, y));
        }
    }

    private static void checkScores(GoldenCase golden, String place, RunScores scores) {
        double[] taus = golden.numbers("/taus");
        golden.check(place + "/median", scores.median());
        golden.check(place + "/iqm", scores.interquartileMean());
        golden.check(place + "/mean", scores.mean());
        golden.check(place + "/optimality_gap", scores.optimalityGap(golden.number("/gamma")));
        golden.check(
                place + "/profile_run_scores_gt_tau",
                Arrays.stream(taus).map(scores::profile).toArray());
        golden.check(
                place + "/profile_task_means_gt_tau",
                Arrays.stream(taus).map(scores::taskProfile).toArray());
    }
}
