package sdde.plan;

import java.util.Collection;
import java.util.List;
import sdde.config.Problems;
import sdde.config.Sweep;
import sdde.run.EvalSet;
import sdde.run.RunSpec;

/** What only the packages that train and read data know of runs. */
@FunctionalInterface
public interface RunsCheck {
    /** There is nothing more to know. */
    RunsCheck NONE = (sweep, runs, problems, missing) -> {};

    /** @param evalSets of the run */
    record Checked(RunSpec spec, List<EvalSet> evalSets) {
        public Checked {
            evalSets = List.copyOf(evalSets);
        }
    }

    /**
     * Notes what makes runs impossible. Asked of a sweep that is wrong elsewhere, too, so that a user sees all problems at once.
     *
     * @param runs of the sweep, without those that differ from another in nothing but the seed
     * @param missing published data that cannot be used yet; what is in it needs not be told again
     */
    void check(Sweep sweep, Collection<Checked> runs, Problems problems, Problems missing);
}
