package sdde.schedule.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many processes the kernel has ended for want of memory since it started. SIGKILL alone tells nothing; a count that
 * rose while a worker ran does.
 *
 * @param file Linux's {@code /proc/vmstat}, which has a line {@code oom_kill N}
 */
record OutOfMemoryKills(Path file) {
    static final OutOfMemoryKills OF_THIS_MACHINE = new OutOfMemoryKills(Path.of("/proc/vmstat"));

    private static final String KEY = "oom_kill ";

    /** 0 where nobody counts. */
    long count() {
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(KEY))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(KEY.length()).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
