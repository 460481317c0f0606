package sdde.track;

import java.time.Duration;

/**
 * How long we wait for a server.
 *
 * @param call one call, after which its thread is abandoned
 * @param tries of one call
 * @param pause before the second try; doubled before each further one
 */
record Patience(Duration call, int tries, Duration pause) {
    /** At most about a minute and a half for a server that hangs. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(20), 4, Duration.ofMillis(500));
}
