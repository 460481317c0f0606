package sdde.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import sdde.run.Json;

/** One line for each array or number checked, begun anew by every run of the tests. */
final class GoldenLog {
    /** {@code target/golden.jsonl}: as many lines as the manifest has outputs. */
    static final GoldenLog ARRAYS = new GoldenLog("golden.jsonl");

    /** {@code target/golden-stats.jsonl}: the numbers of the golden statistics. */
    static final GoldenLog STATISTICS = new GoldenLog("golden-stats.jsonl");

    private final Path file;
    private final Set<String> written = new TreeSet<>();

    private GoldenLog(String name) {
        file = begun(Path.of(System.getProperty("sdde.root", ""), "target", name));
    }

    /** Once for each array, however many tests check it. */
    synchronized void append(String source, String array, Rule.Verdict verdict) {
        if (!written.add(source + "/" + array)) {
            return;
        }
        Map<String, Object> line = Map.of(
                "file",
                source,
                "array",
                array,
                "largest_difference",
                verdict.difference(),
                "tolerance",
                verdict.tolerance(),
                "passed",
                verdict.passed());
        try {
            Files.writeString(file, Json.line(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code lenet.npz/logits} for each line, sorted, as the file itself has them; none if nothing was checked. */
    synchronized Set<String> lines() throws IOException {
        Set<String> lines = new TreeSet<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode entry = Json.MAPPER.readTree(line);
                lines.add(
                        entry.path("file").asText() + "/" + entry.path("array").asText());
            }
        }
        return lines;
    }

    private static Path begun(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
