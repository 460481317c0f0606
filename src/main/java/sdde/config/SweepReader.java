package sdde.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code sweeps/*.yaml}. Notes every problem with its place and goes on, so that a user sees them all at once; the
 * grammar is in {@code docs/sweep-files.md}.
 */
public final class SweepReader {
    static final List<String> KEYS = List.of(
            "sweep",
            "description",
            "recipe",
            "grid",
            "zip",
            "random",
            "blocks",
            "exclude",
            "set",
            "claims",
            "report",
            "devices",
            "runs_per_device",
            "executor",
            "slurm",
            "retries",
            "order",
            "priority",
            "features",
            "stall_limit",
            "budget",
            "tracking");

    /** Those of {@link #KEYS} that decide which runs there are. */
    private static final Set<String> POINTS = Set.of("recipe", "grid", "zip", "random", "blocks", "set");

    private final RecipeKeys keys;
    private final Path root;

    /**
     * @param train the settings that every method shares, a registry with the one variant {@code train}
     * @param root the project, which has {@code experiments/}
     */
    public SweepReader(Vocabulary vocabulary, Registry<?> train, Path root) {
        this.keys = new RecipeKeys(vocabulary, train);
        this.root = root;
    }

    /** The sweep as far as it could be read; whatever is wrong with it is in {@code problems}. */
    public Optional<Sweep> read(Path file, Problems problems) {
        return YamlFile.read(file, file.toString(), problems)
                .flatMap(text -> new Reading(text, folder(file), problems).sweep());
    }

    /** The same for a text that is in no file; relative paths are meant against the project. */
    Optional<Sweep> read(String name, byte[] bytes, Problems problems) {
        return YamlFile.decode(name, bytes, problems).flatMap(text -> new Reading(text, root, problems).sweep());
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** One file being read. */
    private final class Reading {
        private final YamlFile file;
        private final Path folder;
        private final Problems problems;
        private final SettingsReader settings;
        private final AxisReader axes;
        private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

        Reading(YamlFile file, Path folder, Problems problems) {
            this.file = file;
            this.folder = folder;
            this.problems = problems;
            this.settings = new SettingsReader(keys, file, folder, problems);
            this.axes = new AxisReader(keys, settings, problems);
        }

        Optional<Sweep> sweep() {
            Optional<Node> document = YamlParser.parse(file, problems);
            if (document.isEmpty()) {
                return Optional.empty();
            }
            if (!(document.get() instanceof Node.Entries top)) {
                problems.add(
                        document.get().place(),
                        "expected keys %s, got %s"
                                .formatted(KEYS, document.get().shown()));
                return Optional.empty();
            }
            top.entries().forEach(this::topLevel);
            String name = name(top);
            String description = text("description").orElse("");
            Map<String, Recipe> recipes = new LinkedHashMap<>(givenRecipes());
            List<Sweep.Block> blocks = blocks(top.place(), recipes);
            findRecipes(blocks, recipes);
            List<Sweep.Rule> rules = rules("exclude");
            List<Sweep.Rule> priority = rules("priority");
            Map<String, Setting> set = set();
            Tracking tracking =
                    given("tracking").map(new TrackingReader(problems)::read).orElse(Tracking.NONE);
            Execution execution = new ExecutionReader(problems).read(entries);
            ClaimReader shown = new ClaimReader(keys.vocabulary(), problems);
            Map<Claim, ClaimPlaces> claims = given("claims").map(shown::claims).orElse(Map.of());
            ReportChoice report = given("report").map(shown::report).orElse(ReportChoice.NONE);
            return Optional.of(new Sweep(
                    file.name(),
                    file.text(),
                    name,
                    description,
                    blocks,
                    rules,
                    priority,
                    set,
                    recipes,
                    tracking,
                    execution,
                    claims,
                    report,
                    Optional.empty()));
        }

        private Optional<Node> given(String key) {
            return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
        }

        private void topLevel(Node.Entry entry) {
            if (entry.key().equals("name")) {
                problems.add(entry.place(), "unknown key 'name'; did you mean 'sweep'? known: " + KEYS);
            } else if (!KEYS.contains(entry.key())) {
                if (DidYouMean.nearest(entry.key(), KEYS)
                        .filter(key -> !POINTS.contains(key))
                        .isEmpty()) {
                    problems.leaveOpen();
                }
                problems.add(entry.place(), keys.elsewhere(entry.key()).orElseGet(() -> unknown(entry.key(), KEYS)));
            } else {
                entries.put(entry.key(), entry);
            }
        }

        private String name(Node.Entries top) {
            Node.Entry entry = entries.get("sweep");
            if (entry == null) {
                problems.add(top.place(), "key 'sweep' is missing: the name of the sweep, such as 'lambda-grid'");
                return "";
            }
            if (!(entry.value() instanceof Node.Scalar scalar) || Scalars.isMissing(scalar)) {
                problems.add(
                        entry.value().place(),
                        "expected a name, got " + entry.value().shown());
                return "";
            }
            SweepName.problem(scalar.text()).ifPresent(text -> problems.add(scalar.place(), text));
            return scalar.text();
        }

        private Optional<String> text(String key) {
            Node.Entry entry = entries.get(key);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.value() instanceof Node.Scalar scalar) {
                return Optional.of(scalar.text());
            }
            problems.add(
                    entry.value().place(),
                    "expected a text, got " + entry.value().shown());
            return Optional.empty();
        }

        private Map<String, Recipe> givenRecipes() {
            Map<String, Recipe> recipes = new LinkedHashMap<>();
            Node.Entry entry = entries.get("recipe");
            if (entry == null) {
                return recipes;
            }
            List<Node> files =
                    entry.value() instanceof Node.Items items && !items.items().isEmpty()
                            ? items.items()
                            : List.of(entry.value());
            for (Node given : files) {
                if (!(given instanceof Node.Scalar path)
                        || Values.text(path).isEmpty()
                        || path.text().indexOf('\0') >= 0) {
                    problems.add(given.place(), "expected the path of a recipe, got " + given.shown());
                    problems.leaveOpen();
                    continue;
                }
                Path recipe = folder.resolve(path.text());
                new RecipeReader(keys, problems)
                        .read(recipe, path.text(), path.place())
                        .ifPresent(read -> {
                            if (recipes.putIfAbsent(read.dataset(), read) != null) {
                                problems.add(path.place(), "a second recipe for dataset '" + read.dataset() + "'");
                            }
                        });
            }
            return recipes;
        }

        private List<Sweep.Block> blocks(Place top, Map<String, Recipe> recipes) {
            List<Sweep.Value> datasets = recipes.values().stream()
                    .map(recipe -> recipe.datasetValue())
                    .toList();
            boolean isRecipeWrong = entries.containsKey("recipe") && datasets.isEmpty();
            BlockReader reader = new BlockReader(axes, problems, datasets, isRecipeWrong);
            Node.Entry blocks = entries.get("blocks");
            if (blocks == null) {
                return List.of(reader.block(top, entries));
            }
            for (String key : BlockReader.KEYS) {
                Node.Entry other = entries.get(key);
                if (other != null) {
                    problems.add(other.place(), "'" + key + "' stands beside 'blocks'; move it into a block");
                }
            }
            if (!(blocks.value() instanceof Node.Items items) || items.items().isEmpty()) {
                problems.add(
                        blocks.value().place(),
                        "expected a list of blocks, got " + blocks.value().shown());
                problems.leaveOpen();
                return List.of();
            }
            List<Sweep.Block> read = new ArrayList<>();
            items.items().forEach(item -> reader.blockOf(item).ifPresent(read::add));
            return read;
        }

        /** Adds the recipe of every dataset in the blocks. */
        private void findRecipes(List<Sweep.Block> blocks, Map<String, Recipe> recipes) {
            Set<String> asked = new HashSet<>();
            for (Sweep.Block block : blocks) {
                for (Sweep.Axis axis : block.axes()) {
                    for (Sweep.Value value : axis.values()) {
                        Setting dataset = value.settings().get("dataset");
                        if (dataset != null && asked.add(String.valueOf(dataset.value()))) {
                            findRecipe(String.valueOf(dataset.value()), dataset.place(), recipes);
                        }
                    }
                }
            }
        }

        private void findRecipe(String dataset, Place place, Map<String, Recipe> recipes) {
            if (recipes.containsKey(dataset)) {
                return;
            }
            if (entries.containsKey("recipe")) {
                problems.add(place, "no recipe in 'recipe' is for dataset '" + dataset + "'");
                problems.leaveOpen();
                return;
            }
            String shown = "experiments/" + dataset + ".yaml";
            new RecipeReader(keys, problems)
                    .read(root.resolve(shown), shown, place)
                    .ifPresent(recipe -> {
                        if (!recipe.dataset().equals(dataset)) {
                            Place is = recipe.place();
                            problems.add(
                                    is,
                                    "expected dataset '%s' in this file, got '%s'"
                                            .formatted(dataset, recipe.dataset()));
                        }
                        recipes.put(dataset, recipe);
                    });
        }

        private List<Sweep.Rule> rules(String key) {
            return given(key).map(new RuleReader(axes, problems)::rules).orElse(List.of());
        }

        private Map<String, Setting> set() {
            Node.Entry set = entries.get("set");
            if (set == null) {
                return Map.of();
            }
            Map<String, Setting> found = settings.all(set.value());
            Setting dataset = found.remove("dataset");
            if (dataset != null) {
                problems.add(dataset.place(), "the dataset is chosen in 'grid', not in 'set'");
            }
            return found;
        }
    }

    static String unknown(String got, List<String> known) {
        return "unknown key '%s'%s".formatted(Text.shorten(got), DidYouMean.orKnown(got, known));
    }
}
