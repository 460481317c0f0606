package sdde.data.files;

import java.time.Duration;

/**
 * How long a server is borne with.
 *
 * @param answer until it says anything at all
 * @param window in which at least {@code least} bytes must come
 * @param least bytes a window
 * @param tries in a row that bring less than that and less than a twentieth of the file
 * @param pause before the second try; doubles with each further one
 * @param total for one file, whatever it brings
 */
record Limits(Duration answer, Duration window, long least, int tries, Duration pause, Duration total) {
    static Limits usual() {
        return new Limits(
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                1 << 17,
                5,
                Duration.ofSeconds(1),
                Duration.ofHours(24));
    }
}
