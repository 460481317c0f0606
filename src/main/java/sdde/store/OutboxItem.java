package sdde.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that a tracking server has not confirmed yet.
 *
 * @param item a run's id, or the plan's hash for the sweep itself
 * @param recorded when it was last noted; milliseconds since 1970, UTC
 * @param tries that failed since
 * @param failure of the last try
 */
public record OutboxItem(String sweep, String item, long recorded, int tries, @Nullable String failure) {}
