package sdde.schedule;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdde.run.RunEvent;

/** When a worker last said something, and what. Times are of the monotonic clock: setting the clock of the machine is no stall. */
final class Pulse {
    /** A worker that uses the processor may merely be slow; it gets this many times the limit. */
    private static final int MERCY = 3;
    /** Of one processor since the last word; a JVM that hangs uses some, too. */
    private static final double IDLE_SHARE = 0.05;

    private long since;
    private String last = "its start";
    private String doing = "loading the engine and its data";
    private @Nullable Duration cpu;

    Pulse(long nanos) {
        since = nanos;
    }

    /** Nothing can be heard from a worker that has no place to work. */
    void waits(long nanos) {
        since = nanos;
    }

    void heard(RunEvent event, long nanos, Optional<Duration> cpuTime) {
        since = nanos;
        cpu = cpuTime.orElse(null);
        last = words(event);
        if (event.type().equals("phase")) {
            doing = String.valueOf(event.data().get("phase"));
        }
    }

    /** @return why the worker should be ended, if it should */
    Optional<String> stalled(Duration limit, long nanos, Optional<Duration> cpuTime) {
        Duration silent = Duration.ofNanos(nanos - since);
        if (silent.compareTo(limit) < 0) {
            return Optional.empty();
        }
        Duration used = cpuTime.map(total -> total.minus(cpu == null ? Duration.ZERO : cpu))
                .orElse(Duration.ZERO);
        boolean works = used.toNanos() > IDLE_SHARE * silent.toNanos();
        if (works && silent.compareTo(limit.multipliedBy(MERCY)) < 0) {
            return Optional.empty();
        }
        String cause = cpuTime.isEmpty()
                ? "nothing is known of its processor time"
                : works
                        ? "it used %s of processor time, but came to no end".formatted(words(used))
                        : "it used hardly any processor time (%s), so it hangs".formatted(words(used));
        return Optional.of("made no progress for %s, because %s; its last event was %s, it was %s"
                .formatted(words(silent), cause, last, doing));
    }

    private static String words(RunEvent event) {
        Object epoch = event.data().get("epoch");
        Object step = event.data().get("step");
        return "'" + event.type() + (epoch == null ? "" : " " + epoch) + (step == null ? "" : ", step " + step) + "'";
    }

    /** {@code 12 min}, {@code 3.5 s}. */
    static String words(Duration time) {
        return time.toSeconds() < 120
                ? String.format(java.util.Locale.ROOT, "%.1f s", time.toMillis() / 1e3)
                : time.toMinutes() + " min";
    }
}
