package sdde.run;

import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A disk that is full or may not be written to is no fault of the program. */
public final class DiskTrouble {
    private static final Pattern WORDS =
            Pattern.compile("No space left|Disk quota exceeded|Read-only file system|Permission denied");

    private DiskTrouble() {}

    /** What could not be done and why, if the disk is the cause: {@code cannot write /a/b: No space left on device}. */
    public static Optional<String> of(Throwable thrown) {
        return reason(thrown)
                .map(reason -> reason.equals(thrown.getMessage()) ? reason : thrown.getMessage() + ": " + reason);
    }

    /** In the system's words, if the disk is the cause. */
    public static Optional<String> reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return Optional.of("access denied: " + cause.getMessage());
            }
            if (cause instanceof ReadOnlyFileSystemException) {
                return Optional.of("Read-only file system");
            }
            if (WORDS.matcher(String.valueOf(cause.getMessage())).find()) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
