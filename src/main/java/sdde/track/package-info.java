/**
 * A mirror of runs and sweeps in MLflow, for people who like its pages.
 *
 * <p>Nothing here can hold up or fail a sweep: one daemon thread sends, every call has a deadline and may be abandoned, and
 * what could not be sent is sent later by {@code sweep sync}. Sending twice adds nothing: runs are found by the tag
 * {@code sdde.run_id} before they are made, and numbers keep their first timestamps.
 */
@NullMarked
package sdde.track;

import org.jspecify.annotations.NullMarked;
