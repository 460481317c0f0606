package sdde.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdde.config.Choice;
import sdde.config.Sweep;
import sdde.run.EvalSet;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

/**
 * All of a run but its ensemble size and seed, with every value resolved.
 *
 * @param recipe the dataset that an axis names; another one may stand in for it
 */
record Point(
        String recipe, Choice dataset, Choice network, Choice method, TrainSettings train, List<EvalSet> evalSets) {
    /** Keys that a point leaves open. */
    static final Set<String> CHEAP = Set.of("ensemble_size", "seed");

    RunSpec with(int ensembleSize, long seed) {
        return new RunSpec(dataset, network, method, ensembleSize, seed, train);
    }

    /** What a rule may ask for; null if the point has no such thing. */
    @Nullable
    Object fact(String key) {
        return switch (key) {
            case "dataset" -> recipe;
            case "network" -> network.name();
            case "method" -> method.name();
            case "lambda" -> method.parameters().get("lambda");
            default -> {
                int dot = key.lastIndexOf('.');
                yield dot < 0 ? null : parameter(key.substring(0, dot), key.substring(dot + 1));
            }
        };
    }

    private @Nullable Object parameter(String group, String name) {
        return switch (group) {
            case "dataset" -> dataset.parameters().get(name);
            case "network" -> network.parameters().get(name);
            case "train" -> Planner.TRAIN.values(train).get(name);
            case "method" -> method.parameters().get(name);
            default ->
                group.equals("methods." + method.name()) ? method.parameters().get(name) : null;
        };
    }

    /** Whether all settings of a rule's value are this point's, but for ensemble size and seed. */
    boolean hasAll(Sweep.Value value) {
        return value.settings().entrySet().stream()
                .allMatch(
                        entry -> CHEAP.contains(entry.getKey()) || Rules.equal(entry.getValue(), fact(entry.getKey())));
    }
}
