package sdde.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.config.Choice;
import sdde.config.Setting;
import sdde.config.Sweep;
import sdde.run.EvalSet;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

/**
 * All of a run but its ensemble size and seed, with every value resolved.
 *
 * @param facts what a rule may ask for, by key
 */
record Point(
        Choice dataset,
        Choice network,
        Choice method,
        TrainSettings train,
        List<EvalSet> evalSets,
        Map<String, Object> facts) {

    /** @param recipe the dataset that an axis names; another one may stand in for it */
    static Point of(
            String recipe, Choice dataset, Choice network, Choice method, Choice train, List<EvalSet> evalSets) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("dataset", recipe);
        facts.put("network", network.name());
        facts.put("method", method.name());
        dataset.parameters().forEach((key, value) -> facts.put("dataset." + key, value));
        network.parameters().forEach((key, value) -> facts.put("network." + key, value));
        train.parameters().forEach((key, value) -> facts.put("train." + key, value));
        method.parameters().forEach((key, value) -> {
            facts.put("method." + key, value);
            facts.put("methods." + method.name() + "." + key, value);
        });
        if (method.parameters().containsKey("lambda")) {
            facts.put("lambda", method.parameters().get("lambda"));
        }
        return new Point(dataset, network, method, Planner.TRAIN.create(train), evalSets, facts);
    }

    RunSpec with(int ensembleSize, long seed) {
        return new RunSpec(dataset, network, method, ensembleSize, seed, train);
    }

    /** Whether this point agrees with a rule. */
    boolean agrees(Sweep.Rule rule, int ensembleSize, long seed) {
        return rule.values().values().stream()
                .allMatch(allowed -> allowed.stream().anyMatch(value -> has(value, ensembleSize, seed)));
    }

    /** Whether this point agrees with a rule at some ensemble size and seed. */
    boolean mayAgree(Sweep.Rule rule) {
        return rule.values().values().stream()
                .allMatch(allowed -> allowed.stream().anyMatch(value -> value.settings().entrySet().stream()
                        .allMatch(entry -> entry.getKey().equals("ensemble_size")
                                || entry.getKey().equals("seed")
                                || equal(entry.getValue(), facts.get(entry.getKey())))));
    }

    private boolean has(Sweep.Value value, int ensembleSize, long seed) {
        return value.settings().entrySet().stream().allMatch(entry -> switch (entry.getKey()) {
            case "ensemble_size" -> equal(entry.getValue(), (long) ensembleSize);
            case "seed" -> equal(entry.getValue(), seed);
            default -> equal(entry.getValue(), facts.get(entry.getKey()));
        });
    }

    /** Numbers by what they are, not by how they are written or kept. */
    private static boolean equal(Setting wanted, @Nullable Object is) {
        if (wanted.value() instanceof Number a && is instanceof Number b) {
            return (a instanceof Long && b instanceof Long)
                    ? a.longValue() == b.longValue()
                    : a.doubleValue() == b.doubleValue();
        }
        return wanted.value().equals(is);
    }
}
