package sdde.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdde.config.Recipe;
import sdde.config.Registry;
import sdde.config.Setting;
import sdde.config.Sweep;
import sdde.config.Vocabulary;

/**
 * Writes out what {@code default} stands for in rules: as many alternatives as there are datasets, and methods or networks
 * where the value is theirs. A point that has the value agrees, in whatever way it was written.
 */
final class RuleDefaults {
    private final Sweep sweep;
    private final Vocabulary vocabulary;
    private final Resolver resolver;
    private final Set<String> methods;
    private final Set<String> networks;

    /** @param resolver is told which values were looked up, so that the plan shows their source */
    RuleDefaults(Sweep sweep, Vocabulary vocabulary, Resolver resolver) {
        this.sweep = sweep;
        this.vocabulary = vocabulary;
        this.resolver = resolver;
        this.methods = named("method");
        this.networks = named("network");
        Setting set = sweep.set().get("network");
        if (set != null) {
            networks.add(String.valueOf(set.value()));
        }
        sweep.recipes().values().forEach(recipe -> networks.add(networkOf(recipe)));
    }

    private Set<String> named(String axis) {
        Set<String> names = new LinkedHashSet<>();
        for (Sweep.Block block : sweep.blocks()) {
            for (Sweep.Axis each : block.axes()) {
                for (Sweep.Value value : each.values()) {
                    Setting setting = value.settings().get(axis);
                    if (setting != null && !setting.isDefault()) {
                        names.add(String.valueOf(setting.value()));
                    }
                }
            }
        }
        return names;
    }

    List<Sweep.Rule> writtenOut(List<Sweep.Rule> rules) {
        return rules.stream().map(this::writtenOut).toList();
    }

    private Sweep.Rule writtenOut(Sweep.Rule rule) {
        Map<String, List<Sweep.Value>> values = new LinkedHashMap<>();
        rule.values()
                .forEach((key, allowed) -> values.put(
                        key,
                        allowed.stream()
                                .flatMap(value -> writtenOut(value).stream())
                                .toList()));
        return new Sweep.Rule(rule.place(), rule.text(), values);
    }

    private List<Sweep.Value> writtenOut(Sweep.Value value) {
        List<String> left = value.settings().entrySet().stream()
                .filter(entry -> entry.getValue().isDefault())
                .map(Map.Entry::getKey)
                .toList();
        if (left.isEmpty()) {
            return List.of(value);
        }
        Setting own = value.settings().get("method");
        Set<String> whose =
                own != null ? Set.of(String.valueOf(own.value())) : left.contains("lambda") ? methods : Set.of("");
        Set<String> which = left.stream().anyMatch(key -> key.startsWith("network.")) ? networks : Set.of("");
        List<Sweep.Value> alternatives = new ArrayList<>();
        for (Recipe recipe : sweep.recipes().values()) {
            for (String method : whose) {
                for (String network : which) {
                    alternative(value, left, new Meant(recipe, method, network), alternatives);
                }
            }
        }
        return alternatives;
    }

    /** Whose default is looked up. @param method empty if it is no method's. @param network likewise */
    private record Meant(Recipe recipe, String method, String network) {}

    /** Adds the value with all that it leaves open, unless there is no such parameter. */
    private void alternative(Sweep.Value value, List<String> left, Meant meant, List<Sweep.Value> alternatives) {
        Map<String, Setting> settings = new LinkedHashMap<>(value.settings());
        Setting like = settings.get(left.get(0));
        if (like == null) {
            return;
        }
        for (String key : left) {
            Setting found = found(key, meant);
            if (found == null) {
                return;
            }
            settings.put(key, found);
        }
        settings.put("dataset", new Setting(meant.recipe().dataset(), like.place(), ""));
        if (!meant.method().isEmpty()) {
            settings.put("method", new Setting(meant.method(), like.place(), ""));
        }
        if (!meant.network().isEmpty()) {
            settings.put("network", new Setting(meant.network(), like.place(), ""));
        }
        alternatives.add(new Sweep.Value(settings));
    }

    private @Nullable Setting found(String key, Meant meant) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        Recipe recipe = meant.recipe();
        if (key.equals("network")) {
            return usual(recipe, key, key, null);
        }
        if (key.startsWith("train.")) {
            return usual(recipe, key, key, builtIn(Planner.TRAIN, "train", name));
        }
        if (key.startsWith("dataset.")) {
            return usual(recipe, key, key, builtIn(vocabulary.datasets(), recipe.dataset(), name));
        }
        if (key.startsWith("network.")) {
            Object builtIn = builtIn(vocabulary.networks(), meant.network(), name);
            boolean isRecipes = networkOf(recipe).equals(meant.network());
            return builtIn == null || isRecipes || sweep.set().containsKey(key)
                    ? usual(recipe, key, key, builtIn)
                    : new Setting(builtIn, recipe.place(), "");
        }
        String method =
                key.startsWith("methods.") ? key.substring("methods.".length(), key.lastIndexOf('.')) : meant.method();
        Object builtIn = builtIn(vocabulary.methods(), method, name);
        if (builtIn == null) {
            return null;
        }
        String full = "methods." + method + "." + name;
        boolean isGiven = sweep.set().containsKey(full) || recipe.settings().containsKey(full);
        boolean isTerm = vocabulary.methods().has(name);
        return usual(recipe, isTerm && !isGiven ? Resolver.weightOf(name) : full, method + "." + name, builtIn);
    }

    private static String networkOf(Recipe recipe) {
        Setting network = recipe.settings().get("network");
        return network == null ? "" : String.valueOf(network.value());
    }

    private static @Nullable Object builtIn(Registry<?> registry, String variant, String parameter) {
        return registry.has(variant) ? registry.parameters(variant).get(parameter) : null;
    }

    /** @param shown the key as the plan shows it */
    private @Nullable Setting usual(Recipe recipe, String key, String shown, @Nullable Object builtIn) {
        Setting set = sweep.set().get(key);
        Setting given = set == null ? recipe.settings().get(key) : set;
        if (given == null && builtIn == null) {
            return null;
        }
        resolver.note(recipe, shown, given, builtIn);
        return given == null && builtIn != null ? new Setting(builtIn, recipe.place(), "") : given;
    }
}
