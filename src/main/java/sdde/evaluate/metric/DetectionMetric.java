package sdde.evaluate.metric;

/** Scores how well confidence tells in-distribution from out-of-distribution images. */
public interface DetectionMetric extends Metric {
    /** Called only where both sides have an image and no confidence is NaN. */
    double ofDefined(Detection detection);

    /** NaN where one side is empty or a confidence is NaN. */
    default double of(Detection detection) {
        return detection.isDefined() ? ofDefined(detection) : Double.NaN;
    }
}
