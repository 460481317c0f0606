package sdde.schedule.executor;

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
}
