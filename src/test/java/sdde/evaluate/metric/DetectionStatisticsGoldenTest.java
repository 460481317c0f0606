package sdde.evaluate.metric;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sdde.golden.GoldenCase;

class DetectionStatisticsGoldenTest {
    private static final Pattern RATE = Pattern.compile("/fpr_at_tpr([0-9.]+)_(ood|id)_positive");

    @Test
    void detectionAgreesWithScikitLearn() {
        for (GoldenCase golden : GoldenCase.all("ood.json", "detection")) {
            Detection detection = Detection.of(confidence(golden, "/scores_id"), confidence(golden, "/scores_ood"));

            for (String metric : new String[] {"auroc", "aupr_in", "aupr_out"}) {
                if (golden.expects("/" + metric)) {
                    golden.check("/" + metric, Judged.score(metric, detection));
                }
            }
            for (String pointer : golden.expected("fpr_at_tpr.*")) {
                golden.check(pointer, rate(pointer).of(detection));
            }
        }
    }

    @Test
    void selectionAgreesWithTheMeanOverAllOrders() {
        for (GoldenCase golden : GoldenCase.all("ood.json", "aurc")) {
            double[] confidence = golden.numbers("/confidence");
            int[] errors = golden.integers("/error");
            boolean[] wrong = new boolean[errors.length];
            for (int b = 0; b < wrong.length; b++) {
                wrong[b] = errors[b] == 1;
            }
            Selection selection = Selection.of(confidence, wrong);

            golden.check("/tie_aware/aurc_mean", score("aurc", selection));
            golden.check("/tie_aware/augrc_mean", score("augrc", selection));
            golden.check("/e_aurc_mean", score("aurc_excess", selection));
            golden.check("/risk_curve_tie_aware", risks(selection));
        }
    }

    private static double[] risks(Selection selection) {
        double[] risks = new double[selection.size()];
        Arrays.setAll(risks, k -> selection.cumulativeErrors(k) / (k + 1));
        return risks;
    }

    private static double score(String metric, Selection selection) {
        return ((SelectionMetric) Metrics.REGISTRY.defaults(metric)).of(selection);
    }

    /** The golden scores are higher for more out-of-distribution, ours for less. */
    private static double[] confidence(GoldenCase golden, String pointer) {
        return Arrays.stream(golden.numbers(pointer)).map(score -> -score).toArray();
    }

    private static FalsePositiveRate rate(String pointer) {
        Matcher parts = RATE.matcher(pointer);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no such rate: " + pointer);
        }
        Detection.Positive positive = parts.group(2).equals("id") ? Detection.Positive.ID : Detection.Positive.OOD;
        return new FalsePositiveRate(positive, Double.parseDouble(parts.group(1)), false);
    }
}
