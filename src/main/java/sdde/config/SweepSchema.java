package sdde.config;

import static sdde.config.SchemaParts.anyOf;
import static sdde.config.SchemaParts.axis;
import static sdde.config.SchemaParts.described;
import static sdde.config.SchemaParts.filled;
import static sdde.config.SchemaParts.like;
import static sdde.config.SchemaParts.list;
import static sdde.config.SchemaParts.name;
import static sdde.config.SchemaParts.number;
import static sdde.config.SchemaParts.object;
import static sdde.config.SchemaParts.onAxis;
import static sdde.config.SchemaParts.oneOf;
import static sdde.config.SchemaParts.pair;
import static sdde.config.SchemaParts.ref;
import static sdde.config.SchemaParts.single;
import static sdde.config.SchemaParts.some;
import static sdde.config.SchemaParts.text;
import static sdde.config.SchemaParts.whole;
import static sdde.config.SchemaParts.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The grammar of sweep files as a JSON Schema, for editors: keys and names as the reader knows them. The reader checks more
 * than a schema can say (places, ranges, lengths, what has an effect).
 */
public final class SweepSchema {
    private final Vocabulary vocabulary;
    private final RecipeKeys keys;

    private SweepSchema(Vocabulary vocabulary, Registry<?> train) {
        this.vocabulary = vocabulary;
        this.keys = new RecipeKeys(vocabulary, train);
    }

    /** JSON as maps and lists, in a fixed order. @param train as {@link SweepReader} takes it */
    public static Map<String, Object> of(Vocabulary vocabulary, Registry<?> train) {
        return new SweepSchema(vocabulary, train).schema();
    }

    private Map<String, Object> schema() {
        Map<String, Object> schema = SchemaParts.of(
                "$schema", "https://json-schema.org/draft/2020-12/schema",
                "title", "Sweep",
                "description", "Which ensembles to train; see docs/sweep-files.md");
        schema.putAll(object(topLevel(), "sweep"));
        schema.put("$defs", definitions());
        return schema;
    }

    private Map<String, Object> topLevel() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "sweep",
                described(
                        "Name, also of its folders",
                        name("^(?!.*\\.\\.)[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$")));
        all.put(
                "description",
                described(
                        "One line for reports",
                        SchemaParts.of("type", List.of("string", "number", "boolean", "null"))));
        all.put("recipe", described("Path of a recipe, or several", axis(word("[^ ]"))));
        all.put("grid", described("Axes; every combination is a point", ref("axes")));
        all.put("zip", described("Axes that move together, equally long", ref("axes")));
        all.put("random", described("Points drawn, multiplied with the rest", ref("random")));
        all.put("blocks", described("Grids, united", some(filled(object(blockKeys())))));
        all.put("exclude", described("Points to take out: those that agree in all keys", list(ref("rule"))));
        all.put("set", described("Recipe keys for all runs", object(recipeKeys())));
        all.put("claims", described("What is to be shown, fixed before the first run", some(claim())));
        all.put("report", described("What the report shows", filled(object(report()))));
        all.put("devices", described("Where runs train: auto", devices()));
        all.put("runs_per_device", described("Runs that share a GPU: 1", whole(1, ExecutionReader.MOST_SLOTS)));
        all.put("executor", described("What runs the workers: local", oneOf(Execution.Kind.LABELS)));
        all.put("slurm", described("What is asked of Slurm for every run", slurm()));
        all.put("retries", described("Of a run that crashed: 2", whole(0, ExecutionReader.MOST_RETRIES)));
        all.put("order", described("Which runs start first: seeds", oneOf(List.of("seeds", "file"))));
        all.put("priority", described("Points that start first: those that agree in all keys", list(ref("rule"))));
        all.put("features", described("Which feature vectors are stored: short", oneOf(List.of("short", "all"))));
        all.put(
                "stall_limit",
                described(
                        "After which a worker that says nothing is ended: auto",
                        anyOf(oneOf(List.of("auto", "never")), text(Values.DURATION))));
        all.put("budget", described("Of one start; the next goes on", filled(object(budget()))));
        all.put("tracking", described("Where and how the sweep is mirrored", object(tracking())));
        return all;
    }

    private static Map<String, Object> tracking() {
        return SchemaParts.of(
                "mlflow", text("^https?://[^@]+$"),
                "experiment", word("."),
                "artifacts", axis(oneOf(Tracking.ARTIFACTS)));
    }

    private Map<String, Object> definitions() {
        Map<String, Object> all = SchemaParts.definitions();
        all.putAll(SchemaParts.of(
                "axes", object(axes()),
                "rule", filled(ref("axes")),
                "random", object(random(), "count"),
                "method", method(),
                "sets", oodSets(),
                "weights", axis(onAxis(0.0, number()))));
        return all;
    }

    private Map<String, Object> blockKeys() {
        return SchemaParts.of("grid", ref("axes"), "zip", ref("axes"), "random", ref("random"));
    }

    /** A key of an axis, with what it takes. */
    private Map<String, Object> axes() {
        Map<String, Object> axes = new LinkedHashMap<>();
        axes.put("dataset", axis(oneOf(vocabulary.datasets().names())));
        axes.put("ensemble_size", axis(orRange(whole(1, AxisReader.MOST_MEMBERS))));
        axes.put("seed", axis(orRange(whole(0, Long.MAX_VALUE))));
        axes.put("method", axis(ref("method")));
        axes.put("lambda", ref("weights"));
        Map<String, Object> networks = named("network", vocabulary.networks().names());
        axes.put("network", axis(onAxis("", networks)));
        leaves().forEach((key, builtIn) -> axes.put(key, axis(onAxis(builtIn, leaf(key, builtIn)))));
        return axes;
    }

    /** Parameters of recipes, by dotted key, and what is built in. */
    private Map<String, Object> leaves() {
        Map<String, Object> leaves = new LinkedHashMap<>();
        for (String key : keys.all()) {
            Object builtIn = keys.builtIn(key);
            if (builtIn != null) {
                leaves.put(key, builtIn);
            }
        }
        return leaves;
    }

    private Map<String, Object> leaf(String key, Object builtIn) {
        return like(builtIn, keys.words(key));
    }

    private static Map<String, Object> orRange(Map<String, Object> schema) {
        return anyOf(schema, ref("range"));
    }

    private Map<String, Object> random() {
        Map<String, Object> random = new LinkedHashMap<>();
        random.put("count", whole(1, RandomReader.MOST_DRAWS));
        random.put("seed", whole(0, Long.MAX_VALUE));
        Map<String, Object> numbers = pair(number());
        axes().keySet().forEach(key -> {
            if (!key.equals("seed")) {
                Map<String, Object> ways = new LinkedHashMap<>();
                if (isNumber(key)) {
                    ways.put("uniform", numbers);
                    ways.put("log_uniform", numbers);
                }
                ways.put("choice", ref("axes/properties/" + key));
                random.put(key, single(object(ways)));
            }
        });
        return random;
    }

    private boolean isNumber(String key) {
        return key.equals("ensemble_size") || key.equals("lambda") || keys.builtIn(key) instanceof Number;
    }

    /** By name, or with parameters. */
    private Map<String, Object> method() {
        List<Object> ways = new ArrayList<>();
        ways.add(oneOf(vocabulary.methods().names()));
        for (String name : vocabulary.methods().names()) {
            Map<String, Object> properties = SchemaParts.of("name", SchemaParts.of("const", name));
            Map<String, Object> terms = new LinkedHashMap<>();
            vocabulary.methods().parameters(name).forEach((parameter, builtIn) -> {
                Map<String, Object> value = like(builtIn, vocabulary.methods().words(name, parameter));
                properties.put(parameter, axis(onAxis(builtIn, value)));
                if (vocabulary.methods().has(parameter)) {
                    terms.put(parameter, axis(onAxis(builtIn, value)));
                }
            });
            if (!terms.isEmpty()) {
                properties.put("terms", filled(object(terms)));
            }
            ways.add(object(properties, "name"));
        }
        return SchemaParts.of("anyOf", ways);
    }

    /** A network or dataset with the parameters that any of its kind takes. */
    private Map<String, Object> named(String kind, List<String> names) {
        Map<String, Object> properties = SchemaParts.of("name", oneOf(names));
        leaves().forEach((key, builtIn) -> {
            if (key.startsWith(kind + ".")) {
                properties.put(key.substring(kind.length() + 1), leaf(key, builtIn));
            }
        });
        return anyOf(oneOf(names), object(properties));
    }

    /** Dotted, and nested by group. */
    private Map<String, Object> recipeKeys() {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> train = new LinkedHashMap<>();
        Map<String, Object> dataset = new LinkedHashMap<>();
        Map<String, Object> methods = new LinkedHashMap<>();
        Map<String, Map<String, Object>> perMethod = new LinkedHashMap<>();
        vocabulary.methods().names().forEach(name -> perMethod.put(name, new LinkedHashMap<>()));
        leaves().forEach((key, builtIn) -> {
            String[] parts = key.split("\\.", 3);
            Map<String, Object> value = leaf(key, builtIn);
            all.put(key, value);
            if (parts[0].equals("train")) {
                train.put(parts[1], value);
            } else if (parts[0].equals("dataset")) {
                dataset.put(parts[1], value);
            } else if (parts[0].equals("methods")) {
                perMethod.getOrDefault(parts[1], all).put(parts[2], value);
                methods.put(parts[1] + "." + parts[2], value);
            }
        });
        all.put("network", named("network", vocabulary.networks().names()));
        all.put("dataset", object(dataset));
        all.put("train", object(train));
        perMethod.forEach((name, parameters) -> {
            methods.put(name, object(parameters));
            all.put("methods." + name, object(parameters));
        });
        all.put("methods", object(methods));
        Map<String, Object> sets = new LinkedHashMap<>();
        for (String key : RecipeKeys.OOD) {
            sets.put(key.substring("ood.".length()), ref("sets"));
            all.put(key, ref("sets"));
        }
        all.put("ood", object(sets));
        return all;
    }

    private Map<String, Object> oodSets() {
        Map<String, Object> own = SchemaParts.of("name", name("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"));
        for (String name : vocabulary.datasets().names()) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            vocabulary
                    .datasets()
                    .parameters(name)
                    .forEach((key, builtIn) -> parameters.put(
                            key, like(builtIn, vocabulary.datasets().words(name, key))));
            own.put(name, object(parameters));
        }
        Map<String, Object> named = object(own, "name");
        named.put("minProperties", 2);
        named.put("maxProperties", 2);
        return list(anyOf(oneOf(vocabulary.datasets().names()), named));
    }

    private Map<String, Object> claim() {
        Map<String, Object> methods = oneOf(vocabulary.methods().names());
        Map<String, Object> aggregators = oneOf(vocabulary.measures().aggregatorNames());
        Map<String, Object> endpoint = SchemaParts.of(
                "metric",
                oneOf(vocabulary.measures().metricNames()),
                "set",
                word("[^ ]"),
                "aggregator",
                aggregators,
                "method",
                methods);
        Map<String, Object> contrast =
                single(object(SchemaParts.of("method", pair(methods), "aggregator", pair(aggregators))));
        return object(
                SchemaParts.of(
                        "name", word("^(?=.*[^ ]).{1,64}$"),
                        "endpoint", object(endpoint, "metric"),
                        "contrast", contrast,
                        "margin", number()),
                "endpoint",
                "contrast");
    }

    private Map<String, Object> report() {
        return SchemaParts.of(
                "baseline", oneOf(vocabulary.methods().names()),
                "aggregator", oneOf(vocabulary.measures().aggregatorNames()));
    }

    private static Map<String, Object> devices() {
        Map<String, Object> gpu = text("^cuda:(0|[1-9][0-9]{0,2})$");
        return anyOf(
                oneOf(List.of("auto")),
                gpu,
                object(SchemaParts.of("cpu", whole(1, ExecutionReader.MOST_SLOTS)), "cpu"),
                some(gpu));
    }

    private static Map<String, Object> slurm() {
        Map<String, Object> name = name(ClusterReader.NAME);
        Map<String, Object> option = text(ClusterReader.OPTION);
        Map<String, Object> keys = SchemaParts.of(
                "partition", name,
                "account", name,
                "qos", name,
                "gres", text(ClusterReader.GRES),
                "time", text(Values.DURATION),
                "cpus", whole(1, ClusterReader.MOST_CPUS),
                "memory", text(ClusterReader.MEMORY),
                "at_a_time", whole(1, ClusterReader.MOST_TASKS),
                "queued", whole(1, ClusterReader.MOST_TASKS),
                "options", anyOf(option, list(option)));
        return filled(object(keys));
    }

    private static Map<String, Object> budget() {
        return SchemaParts.of("time", text(Values.DURATION), "runs", whole(1, 1_000_000));
    }
}
