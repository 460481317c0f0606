package sdde.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sdde.run.Json;

/** {@code target/golden.jsonl}: one line for each array checked, begun anew by every run of the tests. */
final class GoldenLog {
    private static final Path FILE = begun(Path.of(System.getProperty("sdde.root", ""), "target", "golden.jsonl"));

    private static final Set<String> WRITTEN = new HashSet<>();

    private GoldenLog() {}

    /** Once for each array, however many tests check it. */
    static synchronized void append(String file, String array, Rule.Verdict verdict) {
        if (!WRITTEN.add(file + "/" + array)) {
            return;
        }
        Map<String, Object> line = Map.of(
                "file",
                file,
                "array",
                array,
                "largest_difference",
                verdict.difference(),
                "tolerance",
                verdict.tolerance(),
                "passed",
                verdict.passed());
        try {
            Files.writeString(FILE, Json.line(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
