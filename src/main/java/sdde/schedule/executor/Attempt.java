package sdde.schedule.executor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A worker at work. */
public interface Attempt {
    /** Completed when the worker has ended, however it did; never exceptionally by a worker's own failure. */
    CompletableFuture<Exit> exit();

    /** Asks the worker to write a checkpoint and end. */
    void stop();

    /** Processor time that the worker has used so far, where it can be told. */
    default Optional<Duration> cpuTime() {
        return Optional.empty();
    }

    /** Whether it has no place to work at present: it waits in a queue, or is suspended. */
    default boolean isWaiting() {
        return false;
    }

    /** Ends the worker at once. */
    void kill();
}
