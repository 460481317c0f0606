package sdde.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code runs/.sweeps/<sweep>/verifications.jsonl}: which runs of a sweep were trained again, and how equal they came out;
 * only ever appended to.
 */
public final class Verifications {
    private Verifications() {}

    /**
     * A run that was trained again.
     *
     * @param time milliseconds since 1970, UTC
     * @param tolerance largest |Δlogit| that counted as within tolerance
     * @param weights the SHA-256 as stored and as it came out again
     * @param logits likewise
     * @param largestDifference of all logits; infinite if they could not be compared
     * @param verdict {@code bitwise}, {@code within tolerance}, {@code different}
     * @param notes what was not the same around the two
     */
    public record Entry(
            long time,
            RunId run,
            String title,
            double tolerance,
            Pair weights,
            Pair logits,
            double largestDifference,
            String verdict,
            List<String> notes) {
        public Entry {
            notes = List.copyOf(notes);
        }
    }

    /** @param stored as the run's folder has it. @param again from the second training; {@code nothing} if there is none */
    public record Pair(String stored, String again) {
        public boolean isEqual() {
            return stored.equals(again);
        }
    }

    /** The last of each run, in the order in which the runs were first verified. */
    public static List<Entry> of(Home home, String sweep) {
        Path file = file(home, sweep);
        Map<RunId, Entry> last = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (!line.isBlank()) {
                    parse(line, last);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return List.copyOf(last.values());
    }

    /** Keeps them for the report. */
    public static void note(Home home, String sweep, List<Entry> entries) {
        Path file = file(home, sweep);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // a line of its own even after half a one
            String lines =
                    entries.stream().map(entry -> Json.line(entry) + "\n").collect(Collectors.joining());
            Files.writeString(file, "\n" + lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    private static void parse(String line, Map<RunId, Entry> into) {
        try {
            Entry entry = Json.MAPPER.readValue(line, Entry.class);
            into.put(entry.run(), entry);
        } catch (JsonProcessingException torn) {
            // half a line, left by a crash
        }
    }

    private static Path file(Home home, String sweep) {
        return home.plans(sweep).resolve("verifications.jsonl");
    }
}
