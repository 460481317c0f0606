package sdde.store;

import org.jspecify.annotations.Nullable;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.RunState;

/**
 * A row of the table {@code run}.
 *
 * @param reason of a state that is not SUCCEEDED
 * @param attempts how many there were
 * @param chosenEpoch from 1; null until the run has a result
 */
public record StoredRun(
        RunId id,
        RunSpec spec,
        RunState state,
        @Nullable String reason,
        int attempts,
        @Nullable Integer chosenEpoch,
        @Nullable String weightsSha256,
        @Nullable String logitsSha256) {}
