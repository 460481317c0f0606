package sdde.evaluate.diversity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.evaluate.Outputs;
import sdde.evaluate.Pooling;
import sdde.evaluate.Predictions;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.metric.Forecast;
import sdde.evaluate.metric.ForecastMetric;
import sdde.evaluate.metric.Metrics;
import sdde.golden.GoldenCase;
import sdde.run.Npy;

class DiversityGoldenTest {
    /** Their uncertainties are higher for less sure; ours are negated. */
    private static final Map<String, String> UNCERTAINTIES = Map.of(
            "/predictive_entropy", "predictive-entropy",
            "/expected_entropy", "expected-entropy",
            "/mutual_information", "mutual-information",
            "/epkl_offdiag", "expected-pairwise-kl",
            "/variation_ratio_mode_of_votes", "variation-ratio");

    private static final Map<String, String> PAIRWISE = Map.of(
            "disagreement_pred", "disagreement",
            "q_statistic", "q_statistic",
            "double_fault", "double_fault",
            "error_correlation", "error_correlation");

    private static final Map<String, String> MEANS = Map.of(
            "/mean_pairwise_disagreement", "disagreement",
            "/mean_pairwise_kl_offdiag", "pairwise_kl",
            "/mean_pairwise_js", "pairwise_js",
            "/ambiguity_nll", "ensemble_gain_probabilities",
            "/ambiguity_nll_geometric", "ensemble_gain");

    @Test
    void uncertaintiesAgreeWithTorchUncertainty() {
        for (GoldenCase golden : GoldenCase.all("diversity.json", "ensemble")) {
            Predictions predictions = ensemble(golden);

            UNCERTAINTIES.forEach((pointer, aggregator) -> {
                double[] confidence = Aggregators.named(aggregator).confidence(outputs(golden));

                golden.check(pointer, Arrays.stream(confidence).map(c -> -c).toArray());
            });
            MEANS.forEach((pointer, measure) ->
                    golden.check(pointer, Diversities.REGISTRY.defaults(measure).of(predictions, outputs(golden))));
        }
    }

    @Test
    void pairwiseMeasuresAgreeWithDeslib() {
        for (GoldenCase golden : GoldenCase.all("diversity.json", "ensemble")) {
            int members = golden.shape("/logits_N_B_C")[0];
            PAIRWISE.forEach((key, measure) -> {
                int index = 0;
                for (int i = 0; i < members; i++) {
                    for (int j = i + 1; j < members; j++) {
                        golden.check("/pairwise/" + key + "/" + index++, ofPair(golden, List.of(i, j), measure));
                    }
                }
            });
        }
    }

    @Test
    void membersAndEnsembleAreScored() {
        for (GoldenCase golden : GoldenCase.all("diversity.json", "ensemble")) {
            Outputs outputs = outputs(golden);
            int[] labels = golden.integers("/labels");
            Forecast arithmetic = Forecast.of(outputs, Pooling.MEAN_PROBABILITIES, labels);
            Forecast geometric = Forecast.of(outputs, Pooling.MEAN_LOGITS, labels);

            golden.check("/ensemble_accuracy_mean_prob", score("accuracy", arithmetic));
            golden.check("/ensemble_nll", score("nll", arithmetic));
            golden.check("/geometric_ensemble_nll", score("nll", geometric));
            golden.check("/ensemble_brier", score("brier", arithmetic));
            for (int n = 0; n < outputs.members(); n++) {
                int member = n;
                Predictions alone = predictions(golden, List.of(member));
                golden.check(
                        "/member_accuracy/" + n,
                        Diversities.REGISTRY.defaults("member_accuracy").of(alone, alone.outputs()));
                golden.check("/member_nll/" + n, nll(golden, member, labels));
            }
        }
    }

    @Test
    void linearCkaAgrees() {
        for (GoldenCase golden : GoldenCase.all("diversity.json", "linear_cka")) {
            int[] x = golden.shape("/X");
            int[] y = golden.shape("/Y");
            int width = Math.max(x[1], y[1]);
            double[] features = new double[2 * x[0] * width]; // (2, B, D), the narrower with columns of zeros
            fill(features, 0, golden.numbers("/X"), x[1], width);
            fill(features, x[0] * width, golden.numbers("/Y"), y[1], width);

            golden.check("/linear_cka", Cka.of(features, 2, width));
        }
    }

    private static void fill(double[] features, int from, double[] values, int narrow, int width) {
        for (int i = 0; i < values.length; i++) {
            features[from + i / narrow * width + i % narrow] = values[i];
        }
    }

    private static double ofPair(GoldenCase golden, List<Integer> members, String measure) {
        Predictions pair = predictions(golden, members);
        return Diversities.REGISTRY.defaults(measure).of(pair, pair.outputs());
    }

    private static double nll(GoldenCase golden, int member, int[] labels) {
        int[] shape = golden.shape("/logits_N_B_C");
        double[] logits = golden.numbers("/logits_N_B_C");
        int size = shape[1] * shape[2];
        double[] own = Arrays.copyOfRange(logits, member * size, (member + 1) * size);
        Outputs alone = new Outputs(1, shape[1], shape[2], own);
        return score("nll", Forecast.of(alone, Pooling.MEAN_LOGITS, labels));
    }

    private static double score(String metric, Forecast forecast) {
        return ((ForecastMetric) Metrics.REGISTRY.defaults(metric)).of(forecast);
    }

    /** In float64, which {@link Predictions} would round. */
    private static Outputs outputs(GoldenCase golden) {
        int[] shape = golden.shape("/logits_N_B_C");
        return new Outputs(shape[0], shape[1], shape[2], golden.numbers("/logits_N_B_C"));
    }

    private static Predictions ensemble(GoldenCase golden) {
        List<Integer> all = new java.util.ArrayList<>();
        for (int n = 0; n < golden.shape("/logits_N_B_C")[0]; n++) {
            all.add(n);
        }
        return predictions(golden, all);
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
