package sdde.run;

import java.util.Arrays;
import java.util.Optional;

/** Where a run stands. */
public enum RunState {
    /** In a plan, never started. */
    PLANNED(false),
    /** A worker has been given to it. */
    LEASED(false),
    /** Its worker has said that it started. */
    RUNNING(false),
    /** All that was asked is there. */
    SUCCEEDED(true),
    /** Its loss became NaN or infinite: a result, never retried with the same seed. */
    DIVERGED(true),
    /** No attempt succeeded; may be tried again. */
    FAILED(true),
    /** Stopped by the user; resumes at the next start. */
    CANCELLED(true);

    private final boolean terminal;

    RunState(boolean terminal) {
        this.terminal = terminal;
    }

    /** The state that an event of the type {@code state} tells; empty if it tells none that is known. */
    public static Optional<RunState> of(RunEvent event) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(event.data().get("state")))
                .findFirst();
    }

    public boolean isTerminal() {
        return terminal;
    }

    /** Whether the run has a result that counts. */
    public boolean isFinished() {
        return this == SUCCEEDED || this == DIVERGED;
    }
}
