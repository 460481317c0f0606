package sdde.evaluate.metric;

import java.util.stream.IntStream;
import sdde.golden.Golden;

/** Confidences, predictions and labels as the golden sets store them; a label of -1 is out of distribution. */
final class Judged {
    private final double[] confidence;
    private final long[] predictions;
    private final long[] labels;

    private Judged(double[] confidence, long[] predictions, long[] labels) {
        this.confidence = confidence;
        this.predictions = predictions;
        this.labels = labels;
    }

    static Judged of(Golden golden, String name) {
        return new Judged(
                golden.input(name + "_conf").doubles(),
                golden.input(name + "_pred").longs(),
                golden.input(name + "_label").longs());
    }

    double[] confidence() {
        return confidence;
    }

    double[] known() {
        return only(true);
    }

    double[] unknown() {
        return only(false);
    }

    private double[] only(boolean inDistribution) {
        return IntStream.range(0, labels.length)
                .filter(b -> (labels[b] != -1) == inDistribution)
                .mapToDouble(b -> confidence[b])
                .toArray();
    }

    /** Over the images in distribution. */
    double accuracy() {
        return IntStream.range(0, labels.length)
                .filter(b -> labels[b] != -1)
                .mapToDouble(b -> labels[b] == predictions[b] ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** The authors' five in their order: FPR@95, AUROC, AUPR_IN, AUPR_OUT, ACC. */
    static double[] paperMetrics(double[] known, double[] unknown, double accuracy) {
        Detection detection = Detection.of(known, unknown);
        return new double[] {
            score("fpr95_paper", detection),
            score("auroc", detection),
            score("aupr_in_paper", detection),
            score("aupr_out_paper", detection),
            accuracy
        };
    }

    static double score(String metric, Detection detection) {
        return ((DetectionMetric) Metrics.REGISTRY.defaults(metric)).of(detection);
    }
}
