package sdde.evaluate.diversity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.Predictions;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.metric.Forecast;
import sdde.evaluate.metric.ForecastMetric;
import sdde.evaluate.metric.Metrics;
import sdde.golden.GoldenCase;
import sdde.run.Npy;

/** Golden cases of diversity and of the members' uncertainty. */
public final class DiversityChecks {
    /** Their uncertainties are higher for less sure; ours are negated. */
    private static final Map<String, String> UNCERTAINTIES = Map.of(
            "/predictive_entropy", "predictive-entropy",
            "/expected_entropy", "expected-entropy",
            "/mutual_information", "mutual-information",
            "/epkl_offdiag", "expected-pairwise-kl",
            "/variation_ratio_mode_of_votes", "variation-ratio",
            "/vote_entropy_nats", "vote-entropy");

    private static final Map<String, String> PAIRWISE = Map.of(
            "disagreement_pred", "disagreement",
            "disagreement_oracle", "disagreement_oracle",
            "both_wrong_same_class", "shared_error",
            "q_statistic", "q_statistic",
            "double_fault", "double_fault",
            "error_correlation", "error_correlation");

    private static final Map<String, String> MEANS = Map.of(
            "/mean_pairwise_disagreement", "disagreement",
            "/mean_pairwise_kl_offdiag", "pairwise_kl",
            "/mean_pairwise_js", "pairwise_js",
            "/ambiguity_nll", "ensemble_gain_probabilities",
            "/ambiguity_nll_geometric", "ensemble_gain",
            "/oracle_accuracy", "oracle_accuracy",
            "/all_correct_fraction", "all_right",
            "/majority_vote_accuracy_lowest_class_on_tie", "majority_vote_accuracy");

    private DiversityChecks() {}

    public static void ensemble(GoldenCase golden) {
        Outputs outputs = outputs(golden);
        Predictions predictions = predictions(
                golden, IntStream.range(0, outputs.members()).boxed().toList());

        checkUncertainties(golden, outputs);
        MEANS.forEach((pointer, measure) ->
                golden.check(pointer, Diversities.REGISTRY.defaults(measure).of(predictions, outputs)));
        checkPairs(golden, outputs);
        checkScores(golden, outputs);
    }

    private static void checkUncertainties(GoldenCase golden, Outputs outputs) {
        UNCERTAINTIES.forEach((pointer, aggregator) -> golden.check(pointer, uncertainty(aggregator, outputs, 1)));
        double members = outputs.members();
        double ownPairs = (members - 1) / members; // KL(p_i, p_i) = 0 joins the mean
        double mostVotes = Math.log(Math.min(outputs.members(), outputs.classes()));

        golden.check("/epkl_all_pairs", uncertainty("expected-pairwise-kl", outputs, ownPairs));
        golden.check("/mean_epkl_all_pairs", mean(uncertainty("expected-pairwise-kl", outputs, ownPairs)));
        golden.check("/mean_predictive_entropy", mean(uncertainty("predictive-entropy", outputs, 1)));
        golden.check("/mean_expected_entropy", mean(uncertainty("expected-entropy", outputs, 1)));
        golden.check("/mean_mutual_information", mean(uncertainty("mutual-information", outputs, 1)));
        golden.check(
                "/vote_entropy_normalised_logC", uncertainty("vote-entropy", outputs, 1 / Math.log(outputs.classes())));
        golden.check("/vote_entropy_normalised_log_min_N_C", uncertainty("vote-entropy", outputs, 1 / mostVotes));
        golden.check(
                "/variation_ratio_votes_for_mean_argmax",
                Arrays.stream(Aggregators.named("vote-share").confidence(outputs))
                        .map(share -> 1 - share)
                        .toArray());
    }

    private static double[] uncertainty(String aggregator, Outputs outputs, double scale) {
        return Arrays.stream(Aggregators.named(aggregator).confidence(outputs))
                .map(c -> -c * scale)
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static void checkPairs(GoldenCase golden, Outputs outputs) {
        int members = outputs.members();
        int pair = 0;
        for (int i = 0; i < members; i++) {
            for (int j = i + 1; j < members; j++) {
                golden.check("/pairwise/pairs/" + pair, i, j);
                Predictions both = predictions(golden, List.of(i, j));
                for (Map.Entry<String, String> measure : PAIRWISE.entrySet()) {
                    golden.check(
                            "/pairwise/" + measure.getKey() + "/" + pair,
                            Diversities.REGISTRY.defaults(measure.getValue()).of(both, both.outputs()));
                }
                pair++;
            }
        }
        golden.check("/kl_matrix_KL_i_given_j", matrix(members, (i, j) -> PairwiseKl.mean(outputs, i, j)));
        golden.check("/js_matrix_nats", matrix(members, (i, j) -> PairwiseJs.mean(outputs, i, j)));
    }

    private static double[] matrix(int members, Pairs.Measure measure) {
        double[] matrix = new double[members * members];
        Arrays.setAll(matrix, k -> measure.of(k / members, k % members));
        return matrix;
    }

    private static void checkScores(GoldenCase golden, Outputs outputs) {
        int[] labels = golden.integers("/labels");
        Forecast arithmetic = Forecast.of(outputs, Pooling.MEAN_PROBABILITIES, labels);
        Forecast geometric = Forecast.of(outputs, Pooling.MEAN_LOGITS, labels);
        double[] nll = byMember(golden, "nll");
        double brier = mean(byMember(golden, "brier"));

        golden.check("/ensemble_accuracy_mean_prob", score("accuracy", arithmetic));
        golden.check("/ensemble_nll", score("nll", arithmetic));
        golden.check("/geometric_ensemble_nll", score("nll", geometric));
        golden.check("/ensemble_brier", score("brier", arithmetic));
        golden.check("/member_accuracy", byMember(golden, "accuracy"));
        golden.check("/member_nll", nll);
        golden.check("/mean_member_nll", mean(nll));
        golden.check("/mean_member_brier", brier);
        golden.check("/ambiguity_brier", brier - score("brier", arithmetic));
    }

    private static double[] byMember(GoldenCase golden, String metric) {
        int[] shape = golden.shape("/logits_N_B_C");
        double[] logits = golden.numbers("/logits_N_B_C");
        int size = shape[1] * shape[2];
        return IntStream.range(0, shape[0])
                .mapToDouble(n -> {
                    double[] own = Arrays.copyOfRange(logits, n * size, (n + 1) * size);
                    Outputs alone = new Outputs(1, shape[1], shape[2], own);
                    return score(metric, Forecast.of(alone, Pooling.MEAN_LOGITS, golden.integers("/labels")));
                })
                .toArray();
    }

    public static void cka(GoldenCase golden) {
        int[] x = golden.shape("/X");
        int[] y = golden.shape("/Y");
        int width = Math.max(x[1], y[1]);
        double[] features = new double[2 * x[0] * width]; // (2, B, D), the narrower with columns of zeros
        fill(features, 0, golden.numbers("/X"), x[1], width);
        fill(features, x[0] * width, golden.numbers("/Y"), y[1], width);

        golden.check("/linear_cka", Cka.of(features, 2, width));
    }

    public static void cosines(GoldenCase golden) {
        double[][] cosines = MapCosines.matrix(golden.matrix("/maps_N_H_W"));

        golden.check(
                "/cosine_matrix",
                Arrays.stream(cosines).flatMapToDouble(Arrays::stream).toArray());
        golden.check("/mean_offdiag", Pairs.mean(cosines.length, (i, j) -> cosines[i][j]));
    }

    private static void fill(double[] features, int from, double[] values, int narrow, int width) {
        for (int i = 0; i < values.length; i++) {
            features[from + i / narrow * width + i % narrow] = values[i];
        }
    }

    private static double score(String metric, Forecast forecast) {
        return ((ForecastMetric) Metrics.REGISTRY.defaults(metric)).of(forecast);
    }

    /** In float64, which {@link Predictions} would round. */
    private static Outputs outputs(GoldenCase golden) {
        int[] shape = golden.shape("/logits_N_B_C");
        return new Outputs(shape[0], shape[1], shape[2], golden.numbers("/logits_N_B_C"));
    }

    private static Predictions predictions(GoldenCase golden, List<Integer> members) {
        int[] shape = golden.shape("/logits_N_B_C");
        double[] logits = golden.numbers("/logits_N_B_C");
        int size = shape[1] * shape[2];
        float[] chosen = new float[members.size() * size];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (float) logits[members.get(i / size) * size + i % size];
        }
        long[] labels = Arrays.stream(golden.integers("/labels")).asLongStream().toArray();
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("logits", Npy.float32(chosen, members.size(), shape[1], shape[2]));
        arrays.put("labels", Npy.int64(labels, labels.length));
        return Predictions.of(arrays);
    }
}
