package sdde.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An append-only file of {@link RunEvent}s, one a line. A torn last line, left by a killed writer, is passed over. */
public final class EventLog {
    private final Path file;

    public EventLog(Path file) {
        this.file = file;
    }

    /** Appends one event with one write; a torn line before it is closed off first. */
    public synchronized void append(RunEvent event) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String line = Json.line(event) + "\n";
            Files.writeString(
                    file, endsTorn() ? "\n" + line : line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    /** All whole events; none if there is no file. */
    public List<RunEvent> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<RunEvent> events = new ArrayList<>();
        for (String line : text().split("\n", -1)) {
            parse(line, events);
        }
        return List.copyOf(events);
    }

    private static void parse(String line, List<RunEvent> events) {
        if (line.isBlank()) {
            return;
        }
        try {
            events.add(Json.MAPPER.readValue(line, RunEvent.class));
        } catch (JsonProcessingException torn) {
            // half a line: its writer was killed; what it said is in the attempt that followed
        }
    }

    private String text() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private boolean endsTorn() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (var in = Files.newByteChannel(file)) {
            var last = java.nio.ByteBuffer.allocate(1);
            in.position(in.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }
}
