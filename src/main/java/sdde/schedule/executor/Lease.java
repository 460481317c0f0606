package sdde.schedule.executor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process something belongs to. A pid alone is not enough: it is given anew after its process has ended.
 *
 * @param started milliseconds since 1970, UTC, as the operating system tells; 0 where it does not
 */
public record Lease(long pid, long started, String host) {
    /** The operating system's start times are counted from a boot time that it knows to about a second. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /** Of a process of this machine. */
    public static Lease of(ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new Lease(process.pid(), started, thisHost());
    }

    /** The process, if it is of this machine, still there, and not merely another one with the same pid. */
    public Optional<ProcessHandle> process() {
        if (!host.equals(thisHost()) || started == 0) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedWhenLeased);
    }

    private boolean startedWhenLeased(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Math.abs(start.toEpochMilli() - started) <= CLOCK_SLACK.toMillis())
                .orElse(false);
    }

    static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
