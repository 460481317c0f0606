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
 * @param live a program is at work that may be training it
 * @param missing names of the evaluation sets without predictions; empty unless the run succeeded
 */
public record PlannedRun(
        RunSpec spec, RunId id, List<EvalSet> evalSets, RunState state, Set<String> missing, boolean live) {
    /** What is left to do for a run. */
    public enum Standing {
        NEW("new"),
        FINISHED("cached: finished before"),
        PREDICTIONS_MISSING("predictions missing"),
        RUNNING("running now"),
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

    PlannedRun liveNow() {
        return new PlannedRun(spec, id, evalSets, state, missing, true);
    }

    public PlannedRun {
        evalSets = List.copyOf(evalSets);
        missing = Set.copyOf(missing);
    }

    public Standing standing() {
        return switch (state) {
            case PLANNED -> Standing.NEW;
            case LEASED, RUNNING -> live ? Standing.RUNNING : Standing.INTERRUPTED;
            case CANCELLED -> Standing.INTERRUPTED;
            case FAILED -> Standing.FAILED;
            case DIVERGED -> Standing.FINISHED;
            case SUCCEEDED -> missing.isEmpty() ? Standing.FINISHED : Standing.PREDICTIONS_MISSING;
        };
    }
}
