package sdde.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sdde.run.RunEvent;
import sdde.run.RunSpec;

/** How much memory runs took that are like one another. */
final class MemoryNeeds {
    private final Forecast forecast;
    private final Map<String, Long> peaks = new HashMap<>();

    MemoryNeeds(Forecast forecast) {
        this.forecast = forecast;
    }

    void learn(RunSpec spec, List<RunEvent> events) {
        events.forEach(event -> learn(spec, event));
    }

    void learn(RunSpec spec, RunEvent event) {
        if (event.type().equals("end") && event.data().get("peak_memory") instanceof Number bytes) {
            peaks.merge(kind(spec), bytes.longValue(), Math::max);
        }
    }

    /** Bytes; 0 if not known. */
    long of(RunSpec spec) {
        return peaks.getOrDefault(kind(spec), forecast.memoryBytes(spec));
    }

    private static String kind(RunSpec spec) {
        return String.join(
                " ",
                spec.dataset().name(),
                spec.network().toString(),
                spec.method().name(),
                Integer.toString(spec.ensembleSize()),
                Integer.toString(spec.train().batchSize()));
    }
}
