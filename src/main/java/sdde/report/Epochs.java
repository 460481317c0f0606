package sdde.report;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import sdde.run.RunEvent;

/** A run's numbers by epoch; of several events for one epoch the first counts, so that a replay adds nothing. */
final class Epochs {
    private Epochs() {}

    /** By epoch, from 1. @param metric {@code validation/accuracy}, {@code seconds} */
    static SortedMap<Integer, Double> of(StudyRun run, String metric) {
        SortedMap<Integer, Double> values = new TreeMap<>();
        for (RunEvent event : run.events()) {
            if (event.type().equals("epoch")
                    && event.data().get("epoch") instanceof Number epoch
                    && event.data().get("metrics") instanceof Map<?, ?> metrics
                    && metrics.get(metric) instanceof Number value) {
                values.putIfAbsent(epoch.intValue(), value.doubleValue());
            }
        }
        return values;
    }
}
