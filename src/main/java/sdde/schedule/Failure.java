package sdde.schedule;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import sdde.schedule.executor.Exit;

/**
 * How an attempt failed.
 *
 * @param kind decides whether it is worth another try
 * @param exit of its worker
 * @param logTail the last lines that the worker wrote
 */
public record Failure(Kind kind, int attempt, Exit exit, Path log, List<String> logTail) {
    /** Lines of log shown with a failure. */
    static final int TAIL_LINES = 40;

    private static final int TAIL_BYTES = 1 << 16;
    private static final Pattern ERROR_LINE =
            Pattern.compile(".*(Exception|Error\\b|error:|problem|terminate called).*");

    /** Classes of failure. */
    public enum Kind {
        /** The job or its data are wrong. */
        BAD_JOB(false),
        /** It said that it was done, but what was asked is not there. */
        INCOMPLETE(true),
        /** Anything else that ended the worker. */
        CRASH(true);

        private final boolean retriable;

        Kind(boolean retriable) {
            this.retriable = retriable;
        }

        boolean isRetriable() {
            return retriable;
        }
    }

    public Failure {
        logTail = List.copyOf(logTail);
    }

    static Failure of(int attempt, Exit exit, Path log) {
        return new Failure(kind(exit), attempt, exit, log, tail(log));
    }

    private static Kind kind(Exit exit) {
        return switch (exit.code()) {
            case Exit.DONE -> Kind.INCOMPLETE;
            case Exit.BAD_JOB -> Kind.BAD_JOB;
            default -> Kind.CRASH;
        };
    }

    /** {@code crashed: exit code 137 (SIGKILL)}. */
    public String reason() {
        return switch (kind) {
            case INCOMPLETE -> "ended without its results: " + exit;
            case BAD_JOB -> "was refused by its worker: " + exit;
            case CRASH -> "crashed: " + exit;
        };
    }

    /** The first line of the log's end that looks like an error, else its last line, else nothing. */
    public String firstError() {
        return logTail.stream()
                .filter(line -> ERROR_LINE.matcher(line).matches())
                .findFirst()
                .or(() -> logTail.stream().filter(line -> !line.isBlank()).reduce((earlier, later) -> later))
                .map(String::strip)
                .orElse("");
    }

    /** Equal for failures of one cause: what differs between runs (numbers, ids, paths) is left out. */
    String signature() {
        String line = firstError()
                .replaceAll("/\\S+", "PATH")
                .replaceAll("[0-9a-f]{16}", "ID")
                .replaceAll("[0-9]+", "#");
        return exit + (line.isEmpty() ? "" : ": " + line);
    }

    private static List<String> tail(Path log) {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            long from = Math.max(0, channel.size() - TAIL_BYTES);
            ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - from));
            channel.position(from);
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // a log may still be growing: what is there now is enough
            }
            String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("cannot read " + log + ": " + e.getMessage());
        }
    }
}
