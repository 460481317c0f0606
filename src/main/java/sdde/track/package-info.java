/**
 * A mirror of runs and sweeps in MLflow, for people who like its pages.
 *
 * <p>Nothing here can hold up or fail a sweep: what changed is noted in the outbox, one daemon thread sends it, every call
 * has a deadline and may be abandoned, and what could not be sent is sent later by {@code sweep sync}. Sending twice adds
 * nothing: runs are found by their tags before they are made, and numbers keep their first timestamps.
 */
@NullMarked
package sdde.track;

import org.jspecify.annotations.NullMarked;
