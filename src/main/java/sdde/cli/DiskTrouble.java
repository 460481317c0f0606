package sdde.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.regex.Pattern;
import sdde.config.UserError;
import sdde.run.Home;

/** A disk that is full or may not be written to is no fault of the program. */
final class DiskTrouble {
    private static final Pattern WORDS =
            Pattern.compile("No space left|Disk quota exceeded|Read-only file system|Permission denied");

    private DiskTrouble() {}

    /** @return a message for the user if that is the cause, else what was thrown */
    static RuntimeException explained(UncheckedIOException thrown, Home home) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean theirs = cause instanceof AccessDeniedException
                    || cause instanceof ReadOnlyFileSystemException
                    || WORDS.matcher(String.valueOf(cause.getMessage())).find();
            if (theirs) {
                return new UserError(
                        "%s: %s; workers were stopped, nothing that was finished is lost; make room or let %s be written to, then the same command goes on"
                                .formatted(thrown.getMessage(), cause.getMessage(), home.folder()),
                        thrown);
            }
        }
        return thrown;
    }
}
