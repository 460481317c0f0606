package sdde.run;

import java.util.Collection;
import java.util.Set;

/** What plan and schedule need to know of runs that are already there. */
public interface RunLedger {
    RunState state(RunId id);

    /** Names of those of {@code evalSets} for which a finished run has not stored what they ask for yet. */
    Set<String> missingPredictions(RunId id, Collection<EvalSet> evalSets);
}
