package sdde.schedule;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sdde.run.RunEvent;

/** Reads an {@code events.jsonl} while its worker writes it: each whole line once, a torn one when it is whole. */
final class EventTail {
    private final Path file;
    private long read;

    EventTail(Path file) {
        this.file = file;
    }

    /** What has come since the last call. */
    List<RunEvent> fresh() {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes = unread();
        List<RunEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                RunEvent.parse(new String(bytes, start, i - start, StandardCharsets.UTF_8))
                        .ifPresent(events::add);
                start = i + 1;
            }
        }
        read += start;
        return events;
    }

    private byte[] unread() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(1 << 20, Math.max(0, in.length() - read))];
            in.seek(read);
            in.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
