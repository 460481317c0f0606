package sdde.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be measured of a run, for claims and reports.
 *
 * @param metrics by name, in the order in which they are shown
 * @param aggregators by every name and alias, the name that measurements have
 */
public record Measures(Map<String, Kind> metrics, Map<String, String> aggregators) {
    /** For readers of recipes alone. */
    public static final Measures NONE = new Measures(Map.of(), Map.of());

    /** What a metric needs. */
    public enum Kind {
        /** Predictions; no aggregator. */
        PREDICTION,
        /** The confidence of an aggregator. */
        SELECTION,
        /** The confidence of an aggregator, on in- and out-of-distribution images. */
        DETECTION
    }

    public Measures {
        metrics = new LinkedHashMap<>(metrics);
        aggregators = new LinkedHashMap<>(aggregators);
    }

    List<String> metricNames() {
        return List.copyOf(metrics.keySet());
    }

    List<String> aggregatorNames() {
        return List.copyOf(aggregators.keySet());
    }
}
