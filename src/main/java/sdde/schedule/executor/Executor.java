package sdde.schedule.executor;

import java.util.List;
import java.util.Optional;
import sdde.run.RunFiles;

/** Runs workers somewhere. */
public interface Executor {
    /**
     * Starts the worker of one attempt and returns at once.
     *
     * @param attempt its folder, which holds {@code job.json}; the worker writes nowhere else
     * @param slot what it may use
     */
    Attempt start(RunFiles attempt, Slot slot);

    /**
     * Takes over an attempt that an orchestrator before this one has started, if its worker may still be at work. An
     * executor whose workers outlive the orchestrator leaves in the attempt's folder what it needs for that.
     */
    default Optional<Attempt> adopt(RunFiles attempt) {
        return Optional.empty();
    }

    /** What a user should know of whatever runs the workers; each once. */
    default List<String> news() {
        return List.of();
    }

    /** Whether workers shall end when the orchestrator dies; otherwise the next one adopts them. */
    default boolean endsWithOrchestrator() {
        return true;
    }
}
