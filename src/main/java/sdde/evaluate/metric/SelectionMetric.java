package sdde.evaluate.metric;

/** Scores how well confidence tells right from wrong predictions. */
public interface SelectionMetric extends Metric {
    /** Called only where there is an image and no confidence is NaN. */
    double ofDefined(Selection selection);

    /** NaN where there is no image or a confidence is NaN. */
    default double of(Selection selection) {
        return selection.isDefined() ? ofDefined(selection) : Double.NaN;
    }
}
