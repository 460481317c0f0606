package sdde.report;

import java.util.List;
import sdde.run.FrozenPlan;
import sdde.run.Verifications;

/**
 * What lies beside the runs of a study and enters its report.
 *
 * @param sources the plans that it was united from: one for most
 * @param verifications the last of every run that was trained again
 * @param shelf what is too large to be kept in memory
 */
public record Evidence(List<FrozenPlan> sources, List<Verifications.Entry> verifications, Shelf shelf) {
    public Evidence {
        sources = List.copyOf(sources);
        verifications = List.copyOf(verifications);
    }

    static Evidence of(FrozenPlan plan) {
        return new Evidence(List.of(plan), List.of(), Shelf.EMPTY);
    }

    Evidence with(Shelf other) {
        return new Evidence(sources, verifications, other);
    }

    /** @param plans that the study was united from. @param made runs of theirs that were trained again */
    public Evidence with(List<FrozenPlan> plans, List<Verifications.Entry> made) {
        return new Evidence(plans, made, shelf);
    }
}
