package sdde.plan;

import java.util.List;
import java.util.Set;
import sdde.run.EvalSet;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.RunState;

/**
 * A run of a plan and how it stands.
 *
 * @param state as the ledger knows it
 * @param missing names of the evaluation sets without predictions; empty unless the run succeeded
 */
public record PlannedRun(RunSpec spec, RunId id, List<EvalSet> evalSets, RunState state, Set<String> missing) {
    /** What is left to do for a run. */
    public enum Standing {
        NEW("new"),
        FINISHED("finished"),
        PREDICTIONS_MISSING("predictions missing"),
        FAILED("failed, will be tried again"),
        INTERRUPTED("interrupted, will go on");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public PlannedRun {
        evalSets = List.copyOf(evalSets);
        missing = Set.copyOf(missing);
    }

    public Standing standing() {
        return switch (state) {
            case PLANNED -> Standing.NEW;
            case LEASED, RUNNING, CANCELLED -> Standing.INTERRUPTED;
            case FAILED -> Standing.FAILED;
            case DIVERGED -> Standing.FINISHED;
            case SUCCEEDED -> missing.isEmpty() ? Standing.FINISHED : Standing.PREDICTIONS_MISSING;
        };
    }
}
