package sdde.evaluate;

import sdde.evaluate.diversity.Diversities;
import sdde.evaluate.metric.Metrics;

/** Which way a metric is good, so that tables embolden by themselves. */
public enum Orientation {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    /** It describes and does not judge: diversity, temperatures. */
    NEITHER;

    /** Of anything a {@link Measurement} can be named; {@link #NEITHER} for a name that is in no list. */
    public static Orientation of(String metric) {
        if (Metrics.REGISTRY.has(metric)) {
            return Metrics.REGISTRY.defaults(metric).orientation();
        }
        return Diversities.REGISTRY.has(metric)
                ? Diversities.REGISTRY.defaults(metric).orientation()
                : NEITHER;
    }
}
