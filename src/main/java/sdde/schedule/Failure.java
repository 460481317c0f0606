package sdde.schedule;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.schedule.executor.Exit;

/**
 * How an attempt failed.
 *
 * @param kind decides whether it is worth another try
 * @param exit of its worker
 * @param logTail the last lines that the worker wrote
 * @param detail why it was ended, if we ended it; else empty
 */
public record Failure(Kind kind, int attempt, Exit exit, Path log, List<String> logTail, String detail) {
    /** Lines of log shown with a failure. */
    static final int TAIL_LINES = 40;

    private static final int TAIL_BYTES = 1 << 16;
    private static final Pattern ERROR_LINE =
            Pattern.compile(".*(Exception|Error\\b|error:|problem|terminate called|No space left).*");

    /** What runs out of memory says: Java, libtorch on the processor, CUDA, the C++ library. */
    private static final Pattern MEMORY =
            Pattern.compile("OutOfMemoryError|CUDA out of memory|CUDA error: out of memory"
                    + "|CUBLAS_STATUS_ALLOC_FAILED|can't allocate memory|not enough memory: you tried to allocate"
                    + "|std::bad_alloc|insufficient memory for the Java Runtime|Cannot allocate memory");

    private static final Set<Exit.Cause> LOST = Set.of(Exit.Cause.LOST, Exit.Cause.CANCELLED, Exit.Cause.MOVED);

    private static final Pattern NO_SPACE =
            Pattern.compile("No space left on device|Disk quota exceeded|Read-only file system");

    /** Classes of failure. */
    public enum Kind {
        /** The job is wrong. */
        BAD_JOB(false),
        /** Data that it needs are missing or damaged; so they are for every other run that needs them. */
        BAD_DATA(false),
        /** Memory of the machine or the GPU: tried again with fewer neighbours. */
        OUT_OF_MEMORY(true),
        /** The disk is full or may not be written to: so it is for every other run. */
        NO_SPACE(false),
        /** It did not get on and was ended. */
        STALLED(true),
        /** Whoever ran it cannot find it any more. */
        LOST(true),
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

    /** A line of libtorch that every log may have, as {@code [W1128 21:45:04.968 x.h:74] Warning: …}. */
    private static final Pattern WARNING = Pattern.compile("^\\[W[0-9]{4} ");

    public Failure {
        logTail = List.copyOf(logTail);
    }

    /** Of a worker that ended by itself. */
    public Failure(Kind kind, int attempt, Exit exit, Path log, List<String> logTail) {
        this(kind, attempt, exit, log, logTail, "");
    }

    static Failure of(int attempt, Exit exit, Path log) {
        List<String> tail = tail(log);
        return new Failure(kind(exit, tail), attempt, exit, log, tail, "");
    }

    /** @param why we ended it */
    static Failure stalled(int attempt, Exit exit, Path log, String why) {
        return new Failure(Kind.STALLED, attempt, exit, log, tail(log), why);
    }

    private static Kind kind(Exit exit, List<String> tail) {
        if (exit.cause() == Exit.Cause.OUT_OF_MEMORY) {
            return Kind.OUT_OF_MEMORY;
        }
        if (LOST.contains(exit.cause())) {
            return Kind.LOST;
        }
        return switch (exit.code()) {
            case Exit.DONE -> Kind.INCOMPLETE;
            case Exit.BAD_JOB -> Kind.BAD_JOB;
            case Exit.BAD_DATA -> Kind.BAD_DATA;
            default -> says(MEMORY, tail) ? Kind.OUT_OF_MEMORY : says(NO_SPACE, tail) ? Kind.NO_SPACE : Kind.CRASH;
        };
    }

    private static boolean says(Pattern pattern, List<String> tail) {
        return tail.stream().anyMatch(line -> pattern.matcher(line).find());
    }

    /** {@code crashed: exit code 137 (SIGKILL)}. */
    public String reason() {
        return switch (kind) {
            case INCOMPLETE -> "ended without its results: " + exit;
            case BAD_JOB -> "was refused by its worker: " + exit;
            case BAD_DATA -> "has data that cannot be used: " + exit;
            case OUT_OF_MEMORY -> "ran out of memory: " + exit;
            case NO_SPACE -> "could not write its files: " + exit;
            case STALLED -> detail;
            case LOST -> "was lost: " + exit;
            case CRASH -> "crashed: " + exit;
        };
    }

    /** The reason, with the first error line if there is one. */
    public String words() {
        return firstError().isEmpty() ? reason() : reason() + ": " + firstError();
    }

    /** The end of the log without the warnings of a library that every log may have. */
    public List<String> lastWords() {
        return logTail.stream().filter(line -> !WARNING.matcher(line).find()).toList();
    }

    /** The first line of the log's end that looks like an error, else its last line that is no warning, else nothing. */
    public String firstError() {
        String first = logTail.stream()
                .filter(line -> ERROR_LINE.matcher(line).matches())
                .findFirst()
                .or(() -> lastWords().stream().filter(line -> !line.isBlank()).reduce((earlier, later) -> later))
                .map(String::strip)
                .orElse("");
        return kind == Kind.NO_SPACE ? first + cause(first) : first;
    }

    /** What is wrong with the disk stands lines below what could not be written. */
    private String cause(String first) {
        return logTail.stream()
                .map(NO_SPACE::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .filter(words -> !first.contains(words))
                .findFirst()
                .map(words -> ": " + words)
                .orElse("");
    }

    /** Equal for failures of one cause: what differs between runs (numbers, ids, paths) is left out. */
    String signature() {
        if (kind == Kind.STALLED) {
            return "no progress";
        }
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
