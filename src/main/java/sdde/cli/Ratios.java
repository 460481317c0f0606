package sdde.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many times slower than ours each other implementation is, by method. */
final class Ratios {
    private Ratios() {}

    /** Empty if there is nothing to compare. */
    static String text(List<StepTimes> all) {
        Map<String, Map<String, StepTimes>> byMethod = new LinkedHashMap<>();
        all.forEach(times -> byMethod.computeIfAbsent(times.method(), key -> new LinkedHashMap<>())
                .put(times.implementation(), times));
        List<List<String>> rows = new ArrayList<>();
        byMethod.forEach((method, times) -> times.forEach((name, other) -> {
            StepTimes ours = times.get(Contestants.OURS);
            if (ours != null && ours != other) {
                rows.add(List.of(
                        method,
                        name,
                        times(other.min() / ours.min()),
                        times(other.median() / ours.median()),
                        times(other.cpuMean() / ours.cpuMean())));
            }
        }));
        List<String> head = List.of("method", "times as long as ours", "by min", "by median", "by cpu mean");
        return rows.isEmpty() ? "" : "\n" + TextTable.aligned(head, rows);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
