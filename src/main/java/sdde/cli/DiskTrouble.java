package sdde.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import java.util.regex.Pattern;
import sdde.config.UserError;
import sdde.run.Home;

/** A disk that is full or may not be written to is no fault of the program. */
final class DiskTrouble {
    private static final Pattern WORDS =
            Pattern.compile("No space left|Disk quota exceeded|Read-only file system|Permission denied");

    private DiskTrouble() {}

    /** @return a message for the user if that is the cause, else what was thrown */
    static RuntimeException explained(RuntimeException thrown, Home home) {
        return thrown instanceof UserError
                ? thrown
                : of(thrown)
                        .<RuntimeException>map(words -> new UserError(
                                "%s; workers were stopped, nothing that was finished is lost; make room or let %s be written to, then the same command goes on"
                                        .formatted(words, home.folder()),
                                thrown))
                        .orElse(thrown);
    }

    /** What could not be done and why, if the disk is the cause: {@code cannot write /a/b: No space left on device}. */
    static Optional<String> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean theirs = cause instanceof AccessDeniedException
                    || cause instanceof ReadOnlyFileSystemException
                    || WORDS.matcher(String.valueOf(cause.getMessage())).find();
            if (theirs) {
                return Optional.of(
                        cause == thrown ? words(cause) : "%s: %s".formatted(thrown.getMessage(), words(cause)));
            }
        }
        return Optional.empty();
    }

    private static String words(Throwable cause) {
        return cause instanceof AccessDeniedException
                ? "access denied: " + cause.getMessage()
                : cause instanceof ReadOnlyFileSystemException
                        ? "read-only file system"
                        : String.valueOf(cause.getMessage());
    }
}
