package sdde.config;

import java.util.SortedMap;

/** A variant that reads a user's files: what they hold is part of a run, where they lie is not. */
public interface FromFiles {
    /**
     * Parameters that name the contents, to be kept with the others: a checksum.
     *
     * @throws UserError if a file is missing or damaged
     */
    SortedMap<String, Object> contents();
}
