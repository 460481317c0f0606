package sdde.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import sdde.config.Claim;
import sdde.config.ClaimPlaces;
import sdde.config.Execution;
import sdde.config.Place;
import sdde.config.Recipe;
import sdde.config.Setting;
import sdde.config.Smoke;
import sdde.config.Sweep;
import sdde.config.Vocabulary;

/**
 * A sweep cut down until it ends with a report in minutes on any machine: every dataset, network and method of it, with two
 * seeds, the smallest ensemble, the first and the last of its numbers, and an epoch on few images. A pure function of the sweep
 * and of what data there are; its name is its own, so that it mixes with nothing.
 */
public final class SmokeForm {
    private static final String SUFFIX = "-smoke";
    private static final int LONGEST_NAME = 64;
    private static final String SOURCE = "smoke form";
    /** With two the report has a spread and a test. */
    private static final int SEEDS = 2;

    private static final int MEMBERS = 2;
    private static final String WIDTH = "network.width";

    /** Settings that a smoke form has, whatever the sweep says. A batch of DICE needs two classes then. */
    private static final Map<String, Long> FIXED = fixed();

    private final Sweep sweep;
    private final Vocabulary vocabulary;
    private final StandIns standIns;
    private final Set<String> notes = new LinkedHashSet<>();

    private SmokeForm(Sweep sweep, Vocabulary vocabulary, DataShelf shelf) {
        this.sweep = sweep;
        this.vocabulary = vocabulary;
        this.standIns = new StandIns(shelf);
    }

    private static Map<String, Long> fixed() {
        Map<String, Long> fixed = new LinkedHashMap<>();
        fixed.put("train.epochs", 1L);
        fixed.put("train.images", 256L);
        fixed.put("train.batch_size", 32L);
        fixed.put(WIDTH, 4L);
        fixed.put("methods.dice.samples_per_class", 16L);
        fixed.put("method.samples_per_class", 16L);
        return fixed;
    }

    /** The smoke form of a sweep. */
    public static Sweep of(Sweep sweep, Vocabulary vocabulary, DataShelf shelf) {
        return new SmokeForm(sweep, vocabulary, shelf).made();
    }

    private Sweep made() {
        notes.add(
                "each run: 1 epoch on at most %d images in batches of %d, at most as many of every set it is asked about"
                        .formatted(FIXED.get("train.images"), FIXED.get("train.batch_size")));
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        sweep.recipes().forEach((name, recipe) -> recipes.put(name, recipe(name, recipe)));
        Map<String, Setting> set = changed(sweep.set());
        standIns.outOfDistribution(set, Set.of());
        List<Sweep.Block> blocks = sweep.blocks().stream()
                .map(block -> new Sweep.Block(
                        block.place(), block.axes().stream().map(this::axis).toList()))
                .toList();
        List<Sweep.Rule> rules = sweep.rules().stream().filter(this::holds).toList();
        List<Sweep.Rule> priority =
                sweep.priority().stream().filter(this::holds).toList();
        Map<Claim, ClaimPlaces> claims = new LinkedHashMap<>();
        sweep.claims().forEach((claim, place) -> claims.put(claim(claim), place));
        Execution execution = execution();
        notes.addAll(standIns.notes());
        return new Sweep(
                sweep.file(),
                sweep.text(),
                name(),
                sweep.description(),
                blocks,
                rules,
                priority,
                set,
                recipes,
                sweep.tracking(),
                execution,
                claims,
                sweep.report(),
                Optional.of(new Smoke(sweep.name(), List.copyOf(notes), standIns.made())));
    }

    /** For a form of which the sweep's rules would leave nothing. */
    static Sweep withoutRules(Sweep form) {
        Smoke smoke = form.smoke().orElseThrow();
        List<String> notes = new ArrayList<>(smoke.reduced());
        notes.add("exclude: left out, it would take out every run");
        return new Sweep(
                form.file(),
                form.text(),
                form.name(),
                form.description(),
                form.blocks(),
                List.of(),
                form.priority(),
                form.set(),
                form.recipes(),
                form.tracking(),
                form.execution(),
                form.claims(),
                form.report(),
                Optional.of(new Smoke(smoke.of(), notes, smoke.standIns())));
    }

    private String name() {
        int kept = Math.min(sweep.name().length(), LONGEST_NAME - SUFFIX.length());
        return sweep.name().substring(0, kept) + SUFFIX;
    }

    private Recipe recipe(String name, Recipe recipe) {
        Map<String, Setting> settings = standIns.recipe(name, changed(recipe.settings()), sweep);
        for (String key : List.of("train.epochs", "train.images", "train.batch_size")) {
            settings.putIfAbsent(key, fixed(key, recipe.place()));
        }
        if (vocabulary.methods().has("dice")) {
            String key = "methods.dice.samples_per_class";
            settings.putIfAbsent(key, fixed(key, recipe.place()));
        }
        return new Recipe(recipe.file(), recipe.dataset(), recipe.place(), settings);
    }

    /** With the fixed settings in the place of others, and a narrow network wherever one is named. */
    private Map<String, Setting> changed(Map<String, Setting> settings) {
        Map<String, Setting> changed = new LinkedHashMap<>();
        settings.forEach(
                (key, setting) -> changed.put(key, FIXED.containsKey(key) ? fixed(key, setting.place()) : setting));
        Setting network = settings.get("network");
        if (network != null && takesWidth(String.valueOf(network.value()))) {
            notes.add(WIDTH + ": " + FIXED.get(WIDTH));
            changed.put(WIDTH, fixed(WIDTH, network.place()));
        }
        return changed;
    }

    private boolean takesWidth(String network) {
        return vocabulary.networks().has(network)
                && vocabulary.networks().parameters(network).containsKey("width");
    }

    private static Setting fixed(String key, Place place) {
        return new Setting(Objects.requireNonNull(FIXED.get(key)), place, SOURCE);
    }

    private Sweep.Axis axis(Sweep.Axis axis) {
        List<Sweep.Value> values = without(axis.values());
        Map<Map<String, Object>, Sweep.Value> distinct = new LinkedHashMap<>();
        for (Sweep.Value value : ends(seeds(smallest(values)))) {
            Sweep.Value changed = new Sweep.Value(changed(value.settings()));
            distinct.putIfAbsent(bare(changed), changed);
        }
        if (distinct.size() < axis.values().size()) {
            notes.add("%s: %d of %d values"
                    .formatted(axis.key(), distinct.size(), axis.values().size()));
        }
        return new Sweep.Axis(axis.key(), axis.place(), List.copyOf(distinct.values()));
    }

    /** Without what a rule takes out by this axis alone, unless that is all of it. */
    private List<Sweep.Value> without(List<Sweep.Value> values) {
        List<Sweep.Value> left = values.stream()
                .filter(value -> sweep.rules().stream()
                        .filter(rule -> rule.values().size() == 1)
                        .flatMap(rule -> rule.values().values().stream().flatMap(List::stream))
                        .noneMatch(taken -> has(value, taken)))
                .toList();
        return left.isEmpty() ? values : left;
    }

    private static boolean has(Sweep.Value value, Sweep.Value taken) {
        return bare(value).entrySet().containsAll(bare(taken).entrySet());
    }

    /** Of values that differ in nothing but numbers, those with the smallest ensemble of two members or more. */
    private static List<Sweep.Value> smallest(List<Sweep.Value> values) {
        Map<Map<String, Object>, TreeSet<Long>> sizes = new HashMap<>();
        values.forEach(value -> number(value, "ensemble_size")
                .ifPresent(size -> sizes.computeIfAbsent(words(value), key -> new TreeSet<>())
                        .add(size)));
        return values.stream()
                .filter(value -> {
                    TreeSet<Long> alike = sizes.getOrDefault(words(value), new TreeSet<>());
                    OptionalLong size = number(value, "ensemble_size");
                    Long enough = alike.ceiling((long) MEMBERS);
                    return size.isEmpty() || size.getAsLong() == (enough == null ? alike.first() : enough);
                })
                .toList();
    }

    /** What of a value is no number, and which of its weights are 0, because that leaves a term out. */
    private static Map<String, Object> words(Sweep.Value value) {
        Map<String, Object> words = new LinkedHashMap<>();
        value.settings().forEach((key, setting) -> {
            if (isLambda(key)) {
                return; // 0 is a weight like others, and 'default' is one
            }
            Object is = setting.value();
            words.put(key, is instanceof Number number ? (Object) (number.doubleValue() == 0) : is);
        });
        return words;
    }

    private static List<Sweep.Value> seeds(List<Sweep.Value> values) {
        Set<Long> kept = new HashSet<>(
                numbers(values, "seed").stream().sorted().limit(SEEDS).toList());
        return values.stream()
                .filter(value -> number(value, "seed").isEmpty()
                        || kept.contains(number(value, "seed").getAsLong()))
                .toList();
    }

    private static Set<Long> numbers(List<Sweep.Value> values, String key) {
        Set<Long> numbers = new HashSet<>();
        values.forEach(value -> number(value, key).ifPresent(numbers::add));
        return numbers;
    }

    private static OptionalLong number(Sweep.Value value, String key) {
        Setting setting = value.settings().get(key);
        return setting != null && setting.value() instanceof Long number
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    /** Of values that differ in nothing but numbers, the first and the last; seeds are chosen already. */
    private static List<Sweep.Value> ends(List<Sweep.Value> values) {
        Map<Object, List<Sweep.Value>> alike = new LinkedHashMap<>();
        for (Sweep.Value value : values) {
            List<Object> key = List.of(words(value), number(value, "seed"));
            alike.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
        }
        Set<Sweep.Value> kept = new HashSet<>();
        alike.values().forEach(list -> {
            kept.add(list.get(0));
            kept.add(list.get(list.size() - 1));
        });
        return values.stream().filter(kept::contains).toList();
    }

    private static boolean isLambda(String key) {
        return key.equals("lambda") || key.endsWith(".lambda");
    }

    /** What a value says, without where it stands; numbers by what they are. */
    private static Map<String, Object> bare(Sweep.Value value) {
        Map<String, Object> bare = new LinkedHashMap<>();
        value.settings().forEach((key, setting) -> {
            Object is = setting.value();
            bare.put(
                    key.equals("method.lambda") ? "lambda" : key,
                    is instanceof Number number ? (Object) number.doubleValue() : is);
        });
        return bare;
    }

    /** A rule about what a smoke form fixes would take out all of it or nothing. */
    private boolean holds(Sweep.Rule rule) {
        boolean fixed = rule.values().keySet().stream().anyMatch(FIXED::containsKey);
        if (fixed) {
            notes.add("rule %s is left out".formatted(rule.text()));
        }
        return !fixed;
    }

    private Claim claim(Claim claim) {
        Claim.Endpoint endpoint = claim.endpoint();
        return new Claim(
                claim.name(),
                new Claim.Endpoint(
                        endpoint.metric(), standIns.nameOf(endpoint.set()), endpoint.aggregator(), endpoint.method()),
                claim.contrast(),
                claim.margin());
    }

    private Execution execution() {
        Execution asked = sweep.execution();
        if (!asked.gpus().isEmpty()) {
            notes.add("devices: the processor instead of " + asked.gpus());
        }
        if (!asked.budget().equals(Execution.Budget.NONE)) {
            notes.add("budget: none");
        }
        return new Execution(
                asked.cpuSlots(),
                List.of(),
                Optional.empty(),
                1,
                asked.retries(),
                asked.order(),
                asked.longFeatures(),
                asked.stallLimit(),
                Execution.Budget.NONE,
                asked.executor(),
                asked.cluster());
    }
}
