package sdde.track;

import java.util.Optional;

/**
 * What became of all that was to be sent.
 *
 * @param left runs and sweeps that the server has not confirmed
 * @param problem why not
 * @param link for a browser, if the server was reached
 */
public record Delivery(String summary, int left, Optional<String> problem, Optional<String> link) {
    static final Delivery NOTHING = new Delivery("", 0, Optional.empty(), Optional.empty());
}
