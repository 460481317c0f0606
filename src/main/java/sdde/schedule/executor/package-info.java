/**
 * Ways to run one worker: in this JVM, as a local process.
 *
 * <p>A new one is one file that implements {@link sdde.schedule.executor.Executor}. It learns what to do from the
 * attempt's folder alone ({@code job.json}) and leaves {@code log} there, and {@code lease.json} if it is a process of this
 * machine. One whose workers outlive the orchestrator leaves what it needs to find them again, and adopts them at the next
 * start.
 */
@NullMarked
package sdde.schedule.executor;

import org.jspecify.annotations.NullMarked;
