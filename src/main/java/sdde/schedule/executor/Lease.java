package sdde.schedule.executor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which process something belongs to. A pid alone is not enough: it is given anew after its process has ended.
 *
 * @param started milliseconds since 1970, UTC, as the operating system tells; 0 where it does not
 * @param birth boot and tick of that boot in which the process started, where Linux tells: unlike a time of day it stays
 *     what it is when somebody sets the clock
 */
public record Lease(long pid, long started, String host, @Nullable String birth) {
    /** The operating system's start times are counted from a boot time that it knows to about a second. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /** Field 22 of {@code /proc/<pid>/stat}, counted after the command's name, which ends with ')'. */
    private static final int START_TICKS = 19;

    /** State of a process that has ended and whose parent does not ask how, as process 1 of many containers. */
    private static final String DEAD = "Z";

    /** Where the system does not tell its ticks. */
    public Lease(long pid, long started, String host) {
        this(pid, started, host, null);
    }

    /** Of a process of this machine. */
    public static Lease of(ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new Lease(process.pid(), started, thisHost(), birth(process.pid()));
    }

    /** The process, if it is of this machine, still there, and not merely another one with the same pid. */
    public Optional<ProcessHandle> process() {
        if (!host.equals(thisHost()) || (started == 0 && birth == null)) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheOne);
    }

    private boolean isTheOne(ProcessHandle process) {
        if (birth != null) {
            return Objects.equals(birth, birth(pid));
        }
        return process.info()
                .startInstant()
                .map(start -> Math.abs(start.toEpochMilli() - started) <= CLOCK_SLACK.toMillis())
                .orElse(false);
    }

    private static @Nullable String birth(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals(DEAD) ? null : boot.strip() + " " + fields[START_TICKS];
        } catch (IOException | RuntimeException e) {
            return null; // not Linux, or gone
        }
    }

    static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
