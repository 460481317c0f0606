package sdde.track;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of all that was to be sent.
 *
 * @param left runs and sweeps that the server has not confirmed
 * @param problem why not
 * @param link of the sweep, for a browser; if the server was reached
 * @param runs links of the runs that were sent, by title
 */
public record Delivery(
        String summary, int left, Optional<String> problem, Optional<String> link, SortedMap<String, String> runs) {
    static final Delivery NOTHING = new Delivery("", 0, Optional.empty(), Optional.empty(), new TreeMap<>());

    public Delivery {
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }
}
