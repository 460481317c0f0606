package sdde.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sdde.config.Choice;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

/** Names by which a reader tells the runs of a plan apart: their titles, and whatever else differs between them. */
final class RunNames {
    /** In the title already, or derived from another parameter. */
    private static final Set<String> TOLD = Set.of("lambda", "sha256", "outliers_sha256");

    /** The parameters in which choices of one name differ. */
    private static final class Differences {
        private final Map<String, Map<String, Object>> first = new HashMap<>();
        private final Map<String, Set<String>> differing = new HashMap<>();

        void see(Choice choice) {
            Map<String, Object> seen = first.computeIfAbsent(choice.name(), absent -> new HashMap<>());
            choice.parameters().forEach((key, value) -> {
                Object before = seen.putIfAbsent(key, value);
                if (before != null && !before.equals(value) && !TOLD.contains(key)) {
                    differing
                            .computeIfAbsent(choice.name(), absent -> new HashSet<>())
                            .add(key);
                }
            });
        }

        boolean severalNames() {
            return first.size() > 1;
        }

        /** {@code " width=16 depth=3"}. */
        String of(Choice choice) {
            Set<String> told = differing.getOrDefault(choice.name(), Set.of());
            return choice.parameters().entrySet().stream()
                    .filter(entry -> told.contains(entry.getKey()))
                    .map(entry -> " " + entry.getKey() + "=" + PlanPrinter.shown(entry.getValue()))
                    .collect(Collectors.joining());
        }
    }

    private final Differences networks = new Differences();
    private final Differences datasets = new Differences();
    private final Differences methods = new Differences();
    private final Differences training = new Differences();

    RunNames(Collection<RunSpec> specs) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // runs share what they have in common
        for (RunSpec spec : specs) {
            see(spec.network(), networks, seen);
            see(spec.dataset(), datasets, seen);
            see(spec.method(), methods, seen);
            if (seen.add(spec.train())) {
                training.see(choice(spec.train()));
            }
        }
    }

    private static void see(Choice choice, Differences differences, Set<Object> seen) {
        if (seen.add(choice)) {
            differences.see(choice);
        }
    }

    private static Choice choice(TrainSettings train) {
        return new Choice("train", Planner.TRAIN.values(train));
    }

    /** {@code mnist sdde λ=0.1 N=5 seed=1 saliency=activation}. */
    String of(RunSpec spec) {
        return spec.title()
                + datasets.of(spec.dataset())
                + (networks.severalNames() ? " " + spec.network().name() : "")
                + networks.of(spec.network())
                + methods.of(spec.method())
                + training.of(choice(spec.train()));
    }
}
