package sdde.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sdde.config.Choice;
import sdde.run.Json;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;

/** Names by which a reader tells the runs of a plan apart: their titles, and whatever else differs between them. */
final class RunNames {
    /** In the title already, or derived from another parameter. */
    private static final Set<String> TOLD = Set.of("lambda", "sha256", "outliers_sha256");

    private final Map<Choice, String> networks = new LinkedHashMap<>();
    private final Map<Choice, String> datasets = new LinkedHashMap<>();
    private final Map<Choice, String> methods = new LinkedHashMap<>();
    private final Map<TrainSettings, String> training = new LinkedHashMap<>();

    RunNames(Collection<RunSpec> specs) {
        specs.forEach(spec -> {
            networks.put(spec.network(), "");
            datasets.put(spec.dataset(), "");
            methods.put(spec.method(), "");
            training.put(spec.train(), "");
        });
        boolean named = networks.keySet().stream().map(Choice::name).distinct().count() > 1;
        tell(networks);
        networks.replaceAll((network, text) -> (named ? " " + network.name() : "") + text);
        tell(datasets);
        tell(methods);
        Map<Choice, TrainSettings> settings = new LinkedHashMap<>();
        training.keySet().forEach(train -> settings.put(choice(train), train));
        Map<Choice, String> told = new LinkedHashMap<>();
        settings.keySet().forEach(choice -> told.put(choice, ""));
        tell(told);
        told.forEach((choice, text) -> training.put(settings.get(choice), text));
    }

    @SuppressWarnings("unchecked") // a record becomes a map of its components
    private static Choice choice(TrainSettings train) {
        return Choice.of("train", (Map<String, Object>) Json.MAPPER.convertValue(train, Map.class));
    }

    /** {@code mnist sdde λ=0.1 N=5 seed=1 saliency=activation}. */
    String of(RunSpec spec) {
        return spec.title()
                + datasets.getOrDefault(spec.dataset(), "")
                + networks.getOrDefault(spec.network(), "")
                + methods.getOrDefault(spec.method(), "")
                + training.getOrDefault(spec.train(), "");
    }

    /** Gives every choice the parameters in which it differs from others of its name. */
    private static void tell(Map<Choice, String> choices) {
        Map<String, Set<Object>> values = new HashMap<>();
        choices.keySet().forEach(choice -> choice.parameters()
                .forEach((key, value) -> values.computeIfAbsent(choice.name() + " " + key, absent -> new HashSet<>())
                        .add(value)));
        choices.replaceAll((choice, none) -> choice.parameters().entrySet().stream()
                .filter(entry -> !TOLD.contains(entry.getKey()))
                .filter(entry -> values.getOrDefault(choice.name() + " " + entry.getKey(), Set.of())
                                .size()
                        > 1)
                .map(entry -> " " + entry.getKey() + "=" + PlanPrinter.shown(entry.getValue()))
                .collect(Collectors.joining()));
    }
}
