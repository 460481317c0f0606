package sdde.schedule.executor;

import java.util.Map;
import java.util.Optional;

/**
 * How a worker ended.
 *
 * @param code as a shell tells it: 128 + n for signal n
 * @param cause if it was ended from outside, and who runs it knows why
 */
public record Exit(int code, Cause cause) {
    /** What the code alone does not tell. */
    public enum Cause {
        /** Nothing is known beyond the code. */
        UNKNOWN(""),
        /** The kernel or a cluster ended it for want of memory. */
        OUT_OF_MEMORY("ended for want of memory"),
        /** Whoever ran it cannot find it any more: its machine has died. */
        LOST("lost with its machine"),
        /** Somebody else has ended it in the cluster. */
        CANCELLED("cancelled in the cluster"),
        /** The cluster has taken its place away: pre-empted, at the time limit, queued again. No fault of the run. */
        MOVED("its place in the cluster was taken away"),
        /** The cluster does not take what is asked of it. */
        REFUSED("refused by the cluster");

        private final String words;

        Cause(String words) {
            this.words = words;
        }
    }

    /** All that was asked is in the attempt's folder. */
    public static final int DONE = 0;
    /** The job or its data are wrong; trying again cannot help. */
    public static final int BAD_JOB = 2;
    /** Data that the job needs are missing or damaged; an event {@code fault} names them. */
    public static final int BAD_DATA = 4;
    /** Stopped after a checkpoint; resumable. */
    public static final int STOPPED = 75;

    /** By SIGKILL, whoever sent it. */
    static final int KILLED = 137;

    private static final int SIGNALLED = 128;

    /** The numbers that are the same on Linux and macOS, and Linux's for the rest. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"));

    public Exit(int code) {
        this(code, Cause.UNKNOWN);
    }

    /** The name of the signal that ended it, if one did. */
    public Optional<String> signal() {
        int number = code - SIGNALLED;
        return number > 0 && number < 65
                ? Optional.of(SIGNALS.getOrDefault(number, "signal " + number))
                : Optional.empty();
    }

    /** {@code exit code 137 (SIGKILL)}. */
    @Override
    public String toString() {
        String why = cause.words.isEmpty() ? "" : ", " + cause.words;
        return "exit code " + code + signal().map(name -> " (" + name + ")").orElse("") + why;
    }
}
