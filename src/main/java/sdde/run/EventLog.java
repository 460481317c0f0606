package sdde.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
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
        return Arrays.stream(text().split("\n", -1))
                .flatMap(line -> RunEvent.parse(line).stream()) // what half a line said is in the attempt that followed
                .toList();
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
