package sdde.track;

import java.util.Set;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.RunSpec;

/** What things are called in MLflow, and which of some thousand measurements of a run it is shown. */
final class Names {
    private static final int LONGEST_KEY = 250;
    private static final String NO_AGGREGATOR = "-";
    private static final String UNSCALED = "none";
    private static final Set<String> CALIBRATION = Set.of("accuracy", "nll", "brier", "ece");
    private static final Set<String> DETECTION = Set.of("auroc", "fpr95", "cam_cosine", "disagreement");

    private Names() {}

    /** Only what every server accepts in a key: letters, digits, {@code _ - . : /} and spaces. */
    static String key(String text) {
        String safe = text.replace("λ=", "lambda ").replace("N=", "N ").replaceAll("[^A-Za-z0-9_.:/ -]", "_");
        return safe.length() <= LONGEST_KEY ? safe : safe.substring(0, LONGEST_KEY);
    }

    /** {@code sdde λ=0.005 N=5 seed=3}: the title without its data set, which is a parameter. */
    static String run(RunSpec spec) {
        return spec.title().substring(spec.dataset().name().length() + 1);
    }

    /** What the runs of one row of a table share: {@code mnist sdde λ=0.005 N=5}. */
    static String group(RunSpec spec) {
        return spec.title().replaceAll(" seed=-?[0-9]+$", "");
    }

    /** {@code train/loss}, {@code val/accuracy}: as in the events, but for MLflow's usual group. */
    static String epoch(String metric) {
        return key(metric.replaceFirst("^validation/", "val/"));
    }

    /** The others are in the artifact {@code measurements.csv}: thousands of columns make the pages useless. */
    static boolean isShown(Measurement measurement, EvalSet set) {
        boolean bare = measurement.aggregator().equals(NO_AGGREGATOR);
        boolean unscaled = measurement.temperature().equals(UNSCALED);
        return !Double.isNaN(measurement.score())
                && switch (set.role()) {
                    case TEST -> bare && (unscaled || CALIBRATION.contains(measurement.metric()));
                    case VALIDATION -> bare && CALIBRATION.contains(measurement.metric());
                    case OOD_NEAR, OOD_FAR -> unscaled && DETECTION.contains(measurement.metric());
                    case OOD_VALIDATION -> unscaled && measurement.metric().equals("auroc");
                };
    }

    /**
     * {@code test/accuracy}, {@code test/mean-logits/ece}, {@code ood/fashion-mnist/logit-average/auroc}; what is measured
     * on the validation split is {@code chosen/…}, because {@code val/…} has one number an epoch.
     */
    static String metric(Measurement measurement, EvalSet set) {
        String aggregator = measurement.aggregator().equals(NO_AGGREGATOR) ? "" : measurement.aggregator() + "/";
        String temperature = measurement.temperature().equals(UNSCALED) ? "" : measurement.temperature() + "/";
        return key(group(set) + aggregator + temperature + measurement.metric());
    }

    private static String group(EvalSet set) {
        return switch (set.role()) {
            case TEST -> "test/";
            case VALIDATION -> "chosen/";
            case OOD_VALIDATION, OOD_NEAR, OOD_FAR -> "ood/" + set.name().replaceAll("/test$", "") + "/";
        };
    }
}
