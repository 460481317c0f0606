package sdde.plan;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sdde.config.Choice;
import sdde.config.MissingData;
import sdde.config.Place;
import sdde.config.Problems;
import sdde.config.Recipe;
import sdde.config.Registry;
import sdde.config.Setting;
import sdde.config.Sweep;
import sdde.config.UserError;
import sdde.config.Vocabulary;
import sdde.run.EvalSet;

/**
 * Fills in what a point leaves open: first its own axes count, then {@code set}, then the recipe, then what is built in.
 * Parameters that the chosen variant does not take are left out; a key of the sweep that no point takes is a problem.
 */
final class Resolver {
    private final Sweep sweep;
    private final Vocabulary vocabulary;
    private final Problems problems;
    private final Problems missing = new Problems();
    private final Set<Setting> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Plan.Resolved> resolved = new LinkedHashSet<>();
    /** Keys that were noted, by the setting or, for what is built in, by the recipe: every point asks for each of them. */
    private final IdentityHashMap<Object, Set<String>> noted = new IdentityHashMap<>();

    private final Map<Registry<?>, Map<String, Map<String, Object>>> defaults = new HashMap<>();
    private final Map<Registry<?>, Map<Choice, Optional<Choice>>> completed = new HashMap<>();
    /** By recipe, which no two points copy, and dataset: no axis changes the sets. */
    private final IdentityHashMap<Recipe, Map<Choice, List<EvalSet>>> evalSets = new IdentityHashMap<>();

    Resolver(Sweep sweep, Vocabulary vocabulary, Problems problems) {
        this.sweep = sweep;
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /** Values that no axis gave, with their source, in the order in which points asked for them. */
    List<Plan.Resolved> resolved() {
        return List.copyOf(resolved);
    }

    /** Published data whose contents could not be named: the ids of runs that train on them may differ once they are there. */
    Problems missing() {
        return missing;
    }

    /** One point's settings, by key, and where they come from. */
    private record Layers(Recipe recipe, Map<String, Setting> set, Map<String, Setting> axes) {
        @Nullable
        Setting find(String key) {
            Setting own = axes.get(key);
            return own == null || own.isDefault() ? usual(key) : own;
        }

        /** What {@code default} stands for. */
        @Nullable
        Setting usual(String key) {
            Setting given = set.get(key);
            return given == null ? recipe.settings().get(key) : given;
        }

        boolean isFromAxis(String key) {
            Setting own = axes.get(key);
            return own != null && !own.isDefault();
        }

        boolean isFromRecipe(String key) {
            return !isFromAxis(key) && !set.containsKey(key);
        }
    }

    /** What counts for a key. An axis that leaves it to the recipe has been asked for then, too. */
    private @Nullable Setting find(Layers layers, String key) {
        Setting own = layers.axes().get(key);
        if (own != null && own.isDefault()) {
            used.add(own);
        }
        return layers.find(key);
    }

    /** The point, or nothing if it cannot be built, with the problem noted. @param axes settings by key */
    Optional<Point> resolve(Map<String, Setting> axes) {
        Setting dataset = axes.get("dataset");
        Setting method = axes.get("method");
        Recipe recipe = dataset == null ? null : sweep.recipes().get(String.valueOf(dataset.value()));
        if (dataset == null || method == null || recipe == null) {
            return Optional.empty(); // noted by the reader
        }
        used.add(dataset);
        used.add(method);
        Layers layers = new Layers(recipe, sweep.set(), axes);
        Optional<Choice> data = choice(layers, "dataset", vocabulary.datasets());
        Optional<Choice> network = choice(layers, "network", vocabulary.networks());
        Optional<Choice> train = complete(Planner.TRAIN, new Choice("train", train(layers)), recipe.place());
        Optional<Choice> chosen =
                complete(vocabulary.methods(), method(layers, String.valueOf(method.value())), method.place());
        if (data.isEmpty() || network.isEmpty() || train.isEmpty() || chosen.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Point(
                recipe.dataset(),
                data.get(),
                network.get(),
                chosen.get(),
                train.get(),
                Planner.TRAIN.create(train.get()),
                evalSets(layers, data.get())));
    }

    private Optional<Choice> choice(Layers layers, String key, Registry<?> registry) {
        Setting name = key.equals("dataset") ? layers.recipe().settings().get(key) : find(layers, key);
        Setting recipes = layers.recipe().settings().get(key);
        if (name == null) {
            return Optional.empty();
        }
        used.add(name);
        if (key.equals("network") && !layers.isFromAxis(key)) {
            note(layers.recipe(), key, name, null);
        }
        String variant = String.valueOf(name.value());
        boolean sameAsRecipe = recipes != null && recipes.value().equals(name.value());
        SortedMap<String, Object> parameters = new TreeMap<>();
        for (String parameter : defaults(registry, variant).keySet()) {
            String full = key + "." + parameter;
            Setting setting = find(layers, full);
            // a width of the recipe belongs to the recipe's network
            if (setting != null && (sameAsRecipe || !layers.isFromRecipe(full))) {
                used.add(setting);
                parameters.put(parameter, setting.value());
                if (!layers.isFromAxis(full)) {
                    note(layers.recipe(), full, setting, null);
                }
            }
        }
        return complete(registry, new Choice(variant, parameters), name.place());
    }

    private SortedMap<String, Object> train(Layers layers) {
        SortedMap<String, Object> parameters = new TreeMap<>();
        for (Map.Entry<String, Object> parameter :
                defaults(Planner.TRAIN, "train").entrySet()) {
            String key = "train." + parameter.getKey();
            Setting setting = find(layers, key);
            if (setting != null) {
                used.add(setting);
                parameters.put(parameter.getKey(), setting.value());
            }
            if (!layers.isFromAxis(key)) {
                note(layers.recipe(), key, setting, parameter.getValue());
            }
        }
        return parameters;
    }

    private Choice method(Layers layers, String name) {
        SortedMap<String, Object> parameters = new TreeMap<>();
        for (Map.Entry<String, Object> parameter :
                defaults(vocabulary.methods(), name).entrySet()) {
            String key = "methods." + name + "." + parameter.getKey();
            Setting own = layers.axes().get("method." + parameter.getKey());
            if (own == null && parameter.getKey().equals("lambda")) {
                own = layers.axes().get("lambda");
            }
            if (own != null) {
                used.add(own);
            }
            boolean isGiven = own != null && !own.isDefault();
            Setting setting = isGiven ? own : find(layers, key);
            if (setting != null) {
                used.add(setting);
                parameters.put(parameter.getKey(), setting.value());
            }
            if (!isGiven && !layers.isFromAxis(key)) {
                note(layers.recipe(), name + "." + parameter.getKey(), setting, parameter.getValue());
            }
        }
        return new Choice(name, parameters);
    }

    /** Notes once that a value comes from no axis. @param key as the plan shows it */
    void note(Recipe recipe, String key, @Nullable Setting setting, @Nullable Object builtIn) {
        Object by = setting == null ? recipe : setting;
        if (!noted.computeIfAbsent(by, absent -> new HashSet<>()).add(recipe.dataset() + " " + key)) {
            return;
        }
        String value = PlanPrinter.shown(setting == null ? builtIn : setting.value());
        String source = setting == null ? "built in" : setting.provenance();
        resolved.add(new Plan.Resolved(recipe.dataset(), key, value, source));
    }

    private Map<String, Object> defaults(Registry<?> registry, String variant) {
        return defaults.computeIfAbsent(registry, key -> new HashMap<>())
                .computeIfAbsent(variant, registry::parameters);
    }

    private Optional<Choice> complete(Registry<?> registry, Choice choice, Place place) {
        return completed.computeIfAbsent(registry, key -> new HashMap<>()).computeIfAbsent(choice, given -> {
            try {
                return Optional.of(registry.pinned(given));
            } catch (MissingData e) {
                missing.add(place, String.valueOf(e.getMessage()));
                return Optional.of(registry.complete(given));
            } catch (UserError e) {
                problems.leaveOpen();
                problems.add(place, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private List<EvalSet> evalSets(Layers layers, Choice dataset) {
        Map<Choice, List<EvalSet>> known = evalSets.computeIfAbsent(layers.recipe(), absent -> new HashMap<>());
        return known.computeIfAbsent(dataset, absent -> {
            boolean longFeatures = sweep.execution().longFeatures();
            Map<String, EvalSet> sets = new LinkedHashMap<>();
            for (String split : List.of("validation", "test")) {
                EvalSet.Role role = split.equals("test") ? EvalSet.Role.TEST : EvalSet.Role.VALIDATION;
                sets.put(split, new EvalSet(dataset.name() + "/" + split, role, dataset, split, longFeatures));
            }
            for (EvalSetKey group : EvalSetKey.values()) {
                Setting setting = layers.find(group.key());
                if (setting != null) {
                    used.add(setting);
                    group.sets(setting, longFeatures, set -> complete(set, dataset))
                            .forEach(set -> {
                                if (sets.values().stream()
                                        .anyMatch(other -> other.name().equals(set.name()))) {
                                    problems.add(
                                            setting.place(),
                                            "evaluation set '" + set.name() + "' has two roles in the recipe");
                                }
                                sets.put(group.key() + set.name(), set);
                            });
                }
            }
            return List.copyOf(sets.values());
        });
    }

    /** A set made of the run's own dataset is cut from it in the same way: its validation images stay unseen. */
    private Choice complete(Choice set, Choice dataset) {
        SortedMap<String, Object> parameters = new TreeMap<>(set.parameters());
        Map<String, Object> known = defaults(vocabulary.datasets(), set.name());
        if (dataset.name().equals(set.parameters().getOrDefault("of", known.get("of")))) {
            dataset.parameters().forEach((key, value) -> {
                if (known.containsKey(key)) {
                    parameters.putIfAbsent(key, value);
                }
            });
        }
        return vocabulary.datasets().complete(new Choice(set.name(), parameters));
    }

    /** Notes every key of the sweep that no point has taken. */
    void reportUnused() {
        sweep.set().forEach((key, setting) -> {
            if (!used.contains(setting)) {
                problems.add(setting.place(), "'" + key + "' has no effect: no run takes it from 'set'");
            }
        });
        for (Sweep.Block block : sweep.blocks()) {
            for (Sweep.Axis axis : block.axes()) {
                axis.values().stream()
                        .flatMap(value -> value.settings().entrySet().stream())
                        .filter(entry -> !entry.getKey().equals("seed")
                                && !entry.getKey().equals("ensemble_size"))
                        .filter(entry -> !used.contains(entry.getValue()))
                        .findFirst()
                        .ifPresent(entry -> problems.add(
                                entry.getValue().place(), "'" + entry.getKey() + "' has no effect: no run takes it"));
            }
        }
    }
}
