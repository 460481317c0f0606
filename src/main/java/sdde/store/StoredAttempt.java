package sdde.store;

import org.jspecify.annotations.Nullable;
import sdde.run.RunId;

/**
 * A row of the table {@code attempt}; null where the attempt ended before it could say.
 *
 * @param number from 1
 * @param kind TRAIN or PREDICT
 * @param started milliseconds since 1970, UTC
 * @param seconds from its start to its end, by its own clock
 */
public record StoredAttempt(
        RunId run,
        int number,
        @Nullable String kind,
        @Nullable String device,
        @Nullable Integer threads,
        @Nullable Long started,
        @Nullable Double seconds,
        @Nullable String state,
        @Nullable String reason) {}
