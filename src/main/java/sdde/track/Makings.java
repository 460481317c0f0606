package sdde.track;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Requests to make a run whose answer never came: each may still be carried out, beside the run that was made in its place.
 * Every request has a mark that its run carries, so that one that has landed is known from one that has not.
 */
final class Makings {
    static final String TAG = "sdde.made_by";

    /** By mark: until when to expect the run, on the clock of {@link System#nanoTime}. */
    private final Map<String, Long> open = new HashMap<>();

    private final Duration patience;

    /** @param patience how long after the deadline a request may still be carried out */
    Makings(Duration patience) {
        this.patience = patience;
    }

    /** The mark of the next request. */
    String begin() {
        return UUID.randomUUID().toString();
    }

    void unanswered(String mark) {
        open.put(mark, System.nanoTime() + patience.toNanos());
    }

    void seen(Run run) {
        open.remove(run.tags().getOrDefault(TAG, ""));
    }

    /** Whether a run may still appear. */
    boolean areOpen() {
        long now = System.nanoTime();
        open.values().removeIf(until -> now - until > 0);
        return !open.isEmpty();
    }
}
