package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sdde.config.Smoke;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;

/** What a reader must know before any number: that a report is of a trial, or of generated images. */
final class Banner {
    private static final String GENERATED = "synthetic";

    private Banner() {}

    /** A sentence or two each; empty for most studies. */
    static List<String> of(FrozenPlan plan) {
        List<String> banner = new ArrayList<>();
        Smoke smoke = plan.smoke();
        if (smoke != null) {
            banner.add(
                    "SMOKE FORM of the sweep '%s': a trial of the program on few images. Its numbers are no results. Reduced: %s."
                            .formatted(smoke.of(), String.join("; ", smoke.reduced())));
        }
        Set<String> generated = generated(plan);
        if (!generated.isEmpty()) {
            banner.add(
                    "GENERATED IMAGES, not real ones: %s. No number about them says anything of photographs or digits."
                            .formatted(String.join(", ", generated)));
        }
        if (smoke != null && !smoke.standIns().isEmpty()) {
            banner.add("They stand in for data that were not there: %s."
                    .formatted(String.join(
                            ", ",
                            smoke.standIns().stream()
                                    .map(standIn -> standIn.set() + " (" + standIn.made() + ")")
                                    .toList())));
        }
        return banner;
    }

    private static Set<String> generated(FrozenPlan plan) {
        Set<String> sets = new LinkedHashSet<>();
        for (FrozenPlan.Member member : plan.members()) {
            if (member.spec().dataset().name().equals(GENERATED)) {
                sets.add("the training set");
            }
            for (EvalSet set : member.evalSets()) {
                if (set.dataset().name().equals(GENERATED)) {
                    sets.add(set.name());
                }
            }
        }
        return sets;
    }
}
