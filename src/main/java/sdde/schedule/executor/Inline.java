package sdde.schedule.executor;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import sdde.run.RunFiles;

/**
 * Runs the worker inside {@link #start}, in this JVM: for a debugger and for tests. What the worker throws comes through
 * unwrapped. There is no lease, because there is no process to end.
 *
 * @param worker given an attempt's folder, returns its exit code
 */
public record Inline(ToIntFunction<Path> worker) implements Executor {
    @Override
    public Attempt start(RunFiles attempt, Slot slot) {
        return new Done(CompletableFuture.completedFuture(new Exit(worker.applyAsInt(attempt.folder()))));
    }

    private record Done(CompletableFuture<Exit> exit) implements Attempt {
        @Override
        public void stop() {}

        @Override
        public void kill() {}
    }
}
