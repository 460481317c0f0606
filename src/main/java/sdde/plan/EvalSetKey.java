package sdde.plan;

import java.util.List;
import java.util.function.UnaryOperator;
import sdde.config.Choice;
import sdde.config.OodSet;
import sdde.config.Setting;
import sdde.run.EvalSet;

/** The keys of a recipe that name sets to evaluate on. */
enum EvalSetKey {
    NEAR("ood.near", EvalSet.Role.OOD_NEAR, "test"),
    FAR("ood.far", EvalSet.Role.OOD_FAR, "test"),
    VALIDATION("ood.validation", EvalSet.Role.OOD_VALIDATION, "validation");

    private final String key;
    private final EvalSet.Role role;
    private final String split;

    EvalSetKey(String key, EvalSet.Role role, String split) {
        this.key = key;
        this.role = role;
        this.split = split;
    }

    String key() {
        return key;
    }

    /** Of which the sets are asked about. */
    String split() {
        return split;
    }

    /** @param complete fills in what a set leaves open */
    List<EvalSet> sets(Setting setting, boolean longFeatures, UnaryOperator<Choice> complete) {
        if (!(setting.value() instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(OodSet.class::isInstance)
                .map(OodSet.class::cast)
                .map(set ->
                        new EvalSet(set.name() + "/" + split, role, complete.apply(set.dataset()), split, longFeatures))
                .toList();
    }
}
