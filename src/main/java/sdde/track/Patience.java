package sdde.track;

import java.time.Duration;

/**
 * How long we wait for a server.
 *
 * @param call one call, after which its thread is abandoned
 * @param pause after the first failure; doubled after each further one
 * @param longest pause
 * @param lastly for a server that does not work when all else is done
 */
record Patience(Duration call, Duration pause, Duration longest, Duration lastly) {
    static final Patience USUAL = new Patience(
            Duration.ofSeconds(20), Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** After that many failures in a row: between half and all of the doubled pause, so that many clients do not knock at once. */
    Duration after(int failures, double chance) {
        double doubled = pause.toMillis() * Math.pow(2, Math.min(30, failures - 1));
        return Duration.ofMillis((long) (Math.min((double) longest.toMillis(), doubled) * (0.5 + chance / 2)));
    }
}
