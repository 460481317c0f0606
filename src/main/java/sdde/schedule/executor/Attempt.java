package sdde.schedule.executor;

import java.util.concurrent.CompletableFuture;

/** A worker at work. */
public interface Attempt {
    /** Completed when the worker has ended, however it did; never exceptionally by a worker's own failure. */
    CompletableFuture<Exit> exit();

    /** Asks the worker to write a checkpoint and end. */
    void stop();

    /** Ends the worker at once. */
    void kill();
}
