package sdde.cli;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file of the user's that cannot be read or written from a fault of ours. The user's trouble is about a file of the
 * disk that is named and is no part of the program; a resource of ours, a path that is none and a stream used after its end
 * are not.
 */
final class FileTrouble {
    private static final Pattern PATH = Pattern.compile("(?:^|[\\s\"'(])(/[^\\s\"':;,)]+)");
    private static final Pattern USED_AFTER_ITS_END = Pattern.compile("(?i)stream( is)? closed|file closed");

    private FileTrouble() {}

    /** What could not be done with which file, and why; empty if that is a fault of the program. */
    static Optional<String> of(UncheckedIOException thrown, Program program, String[] args) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedChannelException
                    || cause instanceof InvalidDefinitionException
                    || USED_AFTER_ITS_END
                            .matcher(String.valueOf(cause.getMessage()))
                            .find()) {
                return Optional.empty();
            }
        }
        String message = String.valueOf(thrown.getMessage());
        Optional<String> file = file(thrown.getCause()).or(() -> named(message));
        return file.filter(name -> isTheUsers(name, program, args)).map(name -> withReason(message, thrown.getCause()));
    }

    private static Optional<String> file(@Nullable IOException cause) {
        return cause instanceof FileSystemException system ? Optional.ofNullable(system.getFile()) : Optional.empty();
    }

    private static Optional<String> named(String message) {
        Matcher path = PATH.matcher(message);
        return path.find() ? Optional.ofNullable(path.group(1)) : Optional.empty();
    }

    private static boolean isTheUsers(String file, Program program, String[] args) {
        if (!file.startsWith("/")) {
            return List.of(args).contains(file);
        }
        Path path = Path.of(file).normalize();
        return !path.startsWith(program.root().resolve("target"))
                && !path.startsWith(program.root().resolve(".sdde"));
    }

    private static String withReason(String message, @Nullable IOException cause) {
        String reason = cause == null ? "" : reason(cause);
        return reason.isEmpty() || message.contains(reason) ? message : message + ": " + reason;
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "a file of that name is there already";
        }
        if (cause instanceof FileSystemException system) {
            return String.valueOf(system.getReason() == null ? system.getMessage() : system.getReason());
        }
        return String.valueOf(cause.getMessage());
    }
}
