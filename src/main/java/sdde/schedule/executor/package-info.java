/**
 * Ways to run one worker: in this JVM, as a local process.
 *
 * <p>A new one is one file that implements {@link sdde.schedule.executor.Executor}. It learns what to do from the
 * attempt's folder alone ({@code job.json}) and leaves {@code log} there, and {@code lease.json} if it is a process.
 */
@NullMarked
package sdde.schedule.executor;

import org.jspecify.annotations.NullMarked;
