/**
 * Runs a frozen plan: slots, leases, attempts, retries, and the promotion of what an attempt made.
 *
 * <p>{@link sdde.schedule.Scheduler} decides, {@code RunKeeper} writes the files of a run, an
 * {@link sdde.schedule.executor.Executor} starts workers. Everything that a killed orchestrator leaves half done is
 * finished at the next start.
 */
@NullMarked
package sdde.schedule;

import org.jspecify.annotations.NullMarked;
