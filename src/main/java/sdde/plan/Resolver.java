package sdde.plan;

import java.util.ArrayList;
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
import sdde.run.TrainSettings;

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

    private final Map<Shape, Optional<Parts>> known = new HashMap<>();
    private final Map<Registry<?>, Map<String, Map<String, Object>>> defaults = new HashMap<>();
    private final Map<Registry<?>, Map<Choice, Optional<Choice>>> completed = new HashMap<>();
    /** Of parts that no axis changes. */
    private final IdentityHashMap<Part, Optional<Choice>> closed = new IdentityHashMap<>();

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

    /** Points whose axes say something about the same keys: what they leave open is the same. @param keys, and which say default */
    private record Shape(String recipe, String method, @Nullable Object network, List<String> keys) {
        static Shape of(Map<String, Setting> axes, String recipe, String method) {
            Setting network = axes.get("network");
            List<String> keys = new ArrayList<>(axes.size());
            axes.forEach((key, setting) -> {
                keys.add(key);
                if (setting.isDefault()) {
                    keys.add("default");
                }
            });
            return new Shape(recipe, method, network == null ? null : network.value(), keys);
        }
    }

    /**
     * A variant that every point of a shape has.
     *
     * @param place of its name
     * @param fixed parameters by name that are the same for all of them
     * @param open the axes that give the others, by the parameter's name
     */
    private record Part(
            Registry<?> registry, String variant, Place place, Map<String, Object> fixed, Map<String, String> open) {
        Choice of(Map<String, Setting> axes) {
            SortedMap<String, Object> parameters = new TreeMap<>(fixed);
            open.forEach((parameter, key) -> {
                Setting own = axes.get(key);
                if (own != null) {
                    parameters.put(parameter, own.value());
                }
            });
            return new Choice(variant, parameters);
        }
    }

    /** @param taken axes that have an effect */
    private record Parts(Part dataset, Part network, Part train, Part method, Set<String> taken) {}

    /** The point, or nothing if it cannot be built, with the problem noted. @param axes settings by key */
    Optional<Point> resolve(Map<String, Setting> axes) {
        Setting dataset = axes.get("dataset");
        Setting method = axes.get("method");
        Recipe recipe = dataset == null ? null : sweep.recipes().get(String.valueOf(dataset.value()));
        if (dataset == null || method == null || recipe == null) {
            return Optional.empty(); // noted by the reader
        }
        Layers layers = new Layers(recipe, sweep.set(), axes);
        String name = String.valueOf(method.value());
        return known.computeIfAbsent(Shape.of(axes, recipe.dataset(), name), absent -> new ShapeReader(layers)
                        .parts(name, method.place()))
                .flatMap(parts -> point(layers, parts));
    }

    private Optional<Point> point(Layers layers, Parts parts) {
        for (String key : parts.taken()) {
            Setting own = layers.axes().get(key);
            if (own != null) {
                used.add(own);
            }
        }
        Optional<Choice> dataset = complete(parts.dataset(), layers);
        Optional<Choice> network = complete(parts.network(), layers);
        Optional<TrainSettings> train = train(parts.train(), layers);
        Optional<Choice> method = complete(parts.method(), layers);
        if (dataset.isEmpty() || network.isEmpty() || train.isEmpty() || method.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Point(
                layers.recipe().dataset(),
                dataset.get(),
                network.get(),
                method.get(),
                train.get(),
                evalSets(layers, dataset.get())));
    }

    /** Looks up what a shape leaves open and notes where it comes from. @param layers of its first point */
    private final class ShapeReader {
        private final Layers layers;
        private final Set<String> taken = new LinkedHashSet<>(List.of("dataset", "method"));

        ShapeReader(Layers layers) {
            this.layers = layers;
        }

        /** @param method its name. @param place of that name */
        Optional<Parts> parts(String method, Place place) {
            Optional<Part> dataset = part("dataset", vocabulary.datasets());
            Optional<Part> network = part("network", vocabulary.networks());
            return dataset.isEmpty() || network.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Parts(dataset.get(), network.get(), train(), method(method, place), taken));
        }

        private Optional<Part> part(String key, Registry<?> registry) {
            Setting recipes = layers.recipe().settings().get(key);
            Setting name = key.equals("dataset") ? recipes : find(key);
            if (name == null) {
                return Optional.empty();
            }
            used.add(name);
            if (key.equals("network") && !layers.isFromAxis(key)) {
                note(layers.recipe(), key, name, null);
            }
            String variant = String.valueOf(name.value());
            Part part = new Part(registry, variant, name.place(), new TreeMap<>(), new TreeMap<>());
            boolean sameAsRecipe = recipes != null && recipes.value().equals(name.value());
            for (String parameter : defaults(registry, variant).keySet()) {
                String full = key + "." + parameter;
                Setting setting = find(full);
                // a width of the recipe belongs to the recipe's network
                if (setting != null && (sameAsRecipe || !layers.isFromRecipe(full))) {
                    take(part, parameter, full, setting);
                    if (!layers.isFromAxis(full)) {
                        note(layers.recipe(), full, setting, null);
                    }
                }
            }
            return Optional.of(part);
        }

        private Part train() {
            Part part = new Part(Planner.TRAIN, "train", layers.recipe().place(), new TreeMap<>(), new TreeMap<>());
            defaults(Planner.TRAIN, "train").forEach((parameter, builtIn) -> {
                String key = "train." + parameter;
                Setting setting = find(key);
                if (setting != null) {
                    take(part, parameter, key, setting);
                }
                if (!layers.isFromAxis(key)) {
                    note(layers.recipe(), key, setting, builtIn);
                }
            });
            return part;
        }

        private Part method(String name, Place place) {
            Part part = new Part(vocabulary.methods(), name, place, new TreeMap<>(), new TreeMap<>());
            defaults(vocabulary.methods(), name).forEach((parameter, builtIn) -> {
                String axis = "method." + parameter;
                if (parameter.equals("lambda") && !layers.axes().containsKey(axis)) {
                    axis = "lambda";
                }
                taken.add(axis);
                if (layers.isFromAxis(axis)) {
                    part.open().put(parameter, axis);
                    return;
                }
                String key = "methods." + name + "." + parameter;
                Setting setting = find(key);
                if (setting == null
                        && layers.axes().containsKey(axis)
                        && vocabulary.methods().has(parameter)) {
                    key = weightOf(parameter); // of a term of a sum that is left to the recipe
                    setting = find(key);
                }
                if (setting != null) {
                    take(part, parameter, key, setting);
                }
                if (!layers.isFromAxis(key)) {
                    note(layers.recipe(), name + "." + parameter, setting, builtIn);
                }
            });
            return part;
        }

        /** What counts for a key. An axis that leaves it to the recipe has been asked for then, too. */
        private @Nullable Setting find(String key) {
            taken.add(key);
            return layers.find(key);
        }

        private void take(Part part, String parameter, String key, Setting setting) {
            if (layers.isFromAxis(key)) {
                part.open().put(parameter, key);
            } else {
                used.add(setting);
                part.fixed().put(parameter, setting.value());
            }
        }
    }

    /** The key of the weight that a method's term has where it is alone. */
    static String weightOf(String method) {
        return "methods." + method + ".lambda";
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

    private Optional<TrainSettings> train(Part part, Layers layers) {
        try {
            return Optional.of(Planner.TRAIN.create(part.of(layers.axes())));
        } catch (UserError e) {
            problems.leaveOpen();
            problems.add(part.place(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Choice> complete(Part part, Layers layers) {
        return part.open().isEmpty()
                ? closed.computeIfAbsent(part, absent -> completeOnce(part, layers))
                : completeOnce(part, layers);
    }

    private Optional<Choice> completeOnce(Part part, Layers layers) {
        Registry<?> registry = part.registry();
        Map<Choice, Optional<Choice>> alike = completed.computeIfAbsent(registry, absent -> new HashMap<>());
        return alike.computeIfAbsent(part.of(layers.axes()), given -> {
            try {
                return Optional.of(registry.pinned(given));
            } catch (MissingData e) {
                missing.add(part.place(), String.valueOf(e.getMessage()));
                return Optional.of(registry.complete(given));
            } catch (UserError e) {
                problems.leaveOpen();
                problems.add(part.place(), String.valueOf(e.getMessage()));
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
