package sdde.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sdde.config.Claim;
import sdde.config.ClaimPlaces;
import sdde.config.DidYouMean;
import sdde.config.Place;
import sdde.config.Problems;
import sdde.run.EvalSet;

/** Whether the runs of a plan can answer what is claimed of them. */
final class ClaimChecks {
    private ClaimChecks() {}

    static void check(Map<Claim, ClaimPlaces> claims, Collection<RunsCheck.Checked> runs, Problems problems) {
        Set<String> methods = new LinkedHashSet<>();
        Set<String> sets = new LinkedHashSet<>();
        for (RunsCheck.Checked run : runs) {
            methods.add(run.spec().method().name());
            for (EvalSet set : run.evalSets()) {
                sets.add(set.role().label());
                sets.add(set.name());
            }
        }
        claims.forEach((claim, places) -> {
            compared(claim).stream()
                    .filter(method -> !methods.contains(method))
                    .forEach(method -> problems.add(
                            places.claim(),
                            "claim '%s': no run of this sweep has method '%s'; it has %s"
                                    .formatted(claim.name(), method, methods)));
            set(claim, places.set(), sets, problems);
        });
    }

    private static List<String> compared(Claim claim) {
        List<String> methods = new ArrayList<>();
        if (claim.contrast().side() == Claim.Side.METHOD) {
            methods.add(claim.contrast().better());
            methods.add(claim.contrast().than());
        } else if (!claim.endpoint().method().equals("-")) {
            methods.add(claim.endpoint().method());
        }
        return methods;
    }

    private static void set(Claim claim, Place place, Set<String> sets, Problems problems) {
        String set = claim.endpoint().set();
        if (!sets.contains(set)) {
            String hint = DidYouMean.hint(set, sets);
            problems.add(
                    place,
                    "claim '%s': no run is evaluated on '%s'%s known: %s"
                            .formatted(claim.name(), set, hint.isEmpty() ? ";" : hint, sets));
        }
    }
}
