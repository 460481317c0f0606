package sdde.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks before each start whether what a run will write has room. */
record FreeDisk(Path folder) {
    /** For the database, the report and whoever else writes there. */
    private static final long RESERVE = 64L << 20;

    private static final double MEBIBYTE = 1 << 20;

    /** @param bytes that are going to be written. @return what is wrong, if there is too little room */
    Optional<String> lacks(long bytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free >= bytes + RESERVE) {
                return Optional.empty();
            }
            return Optional.of(
                    "only %.0f MB are free at %s, and %.0f MB are needed (%.0f MB for runs, the rest in reserve)"
                            .formatted(free / MEBIBYTE, folder, (bytes + RESERVE) / MEBIBYTE, bytes / MEBIBYTE));
        } catch (IOException e) {
            return Optional.of("cannot ask how much room is left at %s: %s".formatted(folder, e.getMessage()));
        }
    }
}
