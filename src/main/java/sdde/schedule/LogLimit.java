package sdde.schedule;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Keeps the log of a worker that prints without end from filling the disk: its beginning and its end stay. The worker
 * appends, so it goes on behind what is left.
 */
final class LogLimit {
    static final long MOST = 16L << 20;
    private static final int HEAD = 1 << 20;
    private static final int TAIL = 1 << 18;

    private LogLimit() {}

    /** Cuts the file if it is too long. What is printed in the meantime may be lost. */
    static void enforce(Path log) {
        if (log.toFile().length() <= MOST) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long length = file.length();
            byte[] end = new byte[TAIL];
            file.seek(length - TAIL);
            file.readFully(end);
            file.setLength(HEAD);
            file.seek(HEAD);
            String note =
                    "%n[%d bytes were cut out here: a log has at most %d]%n".formatted(length - HEAD - TAIL, MOST);
            file.write(note.getBytes(StandardCharsets.UTF_8));
            file.write(end);
        } catch (IOException e) {
            // a log that cannot be cut is no reason to stop the run; the check of free space sees what it takes
        }
    }
}
