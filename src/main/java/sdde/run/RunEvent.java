package sdde.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of {@code events.jsonl}.
 *
 * <ul>
 *   <li>{@code start}: machine, device, libtorch, threads, … as the worker found them
 *   <li>{@code epoch}: {@code epoch} from 1, {@code metrics} by name ({@code train/loss}, {@code validation/accuracy})
 *   <li>{@code phase}: {@code phase}, what the worker does from now on, in words
 *   <li>{@code fault}: {@code data}, the data set that cannot be used
 *   <li>{@code checkpoint}: {@code epoch}, {@code step}
 *   <li>{@code state}: {@code state}, {@code attempt}, {@code reason}; of a failure its {@code class}, and {@code again},
 *       whether it is tried again
 *   <li>{@code end}: {@code outcome}, {@code seconds}, {@code peak_memory} in bytes where it is known
 * </ul>
 *
 * @param time milliseconds since 1970, UTC
 */
public record RunEvent(long time, String type, SortedMap<String, Object> data) {
    public RunEvent {
        Objects.requireNonNull(type, "type");
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    /** A line of the file; empty if it is blank, or torn by the death of its writer. */
    public static Optional<RunEvent> parse(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.ofNullable(Json.MAPPER.readValue(line, RunEvent.class));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    public static RunEvent of(long time, String type, Map<String, ?> data) {
        return new RunEvent(time, type, new TreeMap<>(data));
    }
}
