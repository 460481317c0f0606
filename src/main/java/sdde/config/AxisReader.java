package sdde.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of one axis: a scalar, a range {@code 1..5} or a list of these. */
final class AxisReader {
    static final List<String> AXES = List.of("dataset", "ensemble_size", "seed", "method", "lambda");
    static final int MOST_MEMBERS = 1000;
    /** For a schema; {@code 1..5}. */
    static final String WHOLE_RANGE = "^[0-9]{1,18}\\.\\.[0-9]{1,18}$";

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})\\.\\.([0-9]{1,18})");
    private static final int MOST_SEEDS = 100_000;
    /** Of any other axis: each value is checked by the variants that take it. */
    private static final int MOST_VALUES = 10_000;

    /** Of all axes of a file together: several times what the points of a sweep can name. */
    private static final int MOST_IN_ALL = 2_000_000;
    /** Of a method's parameters. */
    private static final int MOST_COMBINATIONS = 100_000;

    private final RecipeKeys keys;
    private final SettingsReader settings;
    private final Problems problems;
    private long left = MOST_IN_ALL;

    AxisReader(RecipeKeys keys, SettingsReader settings, Problems problems) {
        this.keys = keys;
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * For each item of the axis the values it stands for: one, or several where a method's parameters are lists. Nothing
     * if the key is no axis or no item could be read.
     */
    List<List<Sweep.Value>> items(Node.Entry entry) {
        List<List<Sweep.Value>> items = allowed(entry);
        int written = entry.value() instanceof Node.Items list ? list.items().size() : 1;
        if (items.isEmpty() || (isName(entry.key()) && items.size() < written)) {
            problems.leaveOpen();
        }
        return items;
    }

    /** Whether its values decide which other keys have an effect. */
    private static boolean isName(String key) {
        return key.equals("method") || key.equals("dataset") || key.equals("network");
    }

    /** The same where nothing of the sweep depends on it. */
    List<List<Sweep.Value>> allowed(Node.Entry entry) {
        String key = entry.key();
        if (!isAxis(key)) {
            problems.add(entry.place(), unknown(key, List.of()));
            return List.of();
        }
        List<Node> nodes = nodes(key, entry.value());
        if (entry.value() instanceof Node.Items list && list.items().isEmpty()) {
            problems.add(entry.value().place(), "axis '" + key + "' has no value");
        }
        List<List<Sweep.Value>> items = new ArrayList<>();
        Place wrong = null; // a range is one problem, not one for each of its numbers
        for (Node node : nodes) {
            if (node.place().equals(wrong)) {
                continue;
            }
            List<Sweep.Value> values = item(key, node);
            if (values.isEmpty()) {
                wrong = node.place();
            } else {
                items.add(values);
            }
        }
        return items;
    }

    boolean takesLambda(String method) {
        return keys.vocabulary().methods().parameters(method).containsKey("lambda");
    }

    boolean isAxis(String key) {
        return AXES.contains(key) || (keys.isLeaf(key) && !RecipeKeys.OOD.contains(key));
    }

    /** Whether the axis takes numbers, by what is built in. */
    boolean isNumber(String key) {
        return key.equals("ensemble_size") || key.equals("lambda") || keys.builtIn(key) instanceof Number;
    }

    /** Whether it takes whole numbers alone. */
    boolean isWhole(String key) {
        Object builtIn = keys.builtIn(key);
        return key.equals("ensemble_size") || builtIn instanceof Integer || builtIn instanceof Long;
    }

    /** @param besides keys that are known where the key stands and are no axes */
    String unknown(String key, List<String> besides) {
        if (RecipeKeys.OOD.contains(key)) {
            return "'" + key + "' changes no run, so it is no axis; give it in 'set'";
        }
        List<String> known = new ArrayList<>(besides);
        known.addAll(AXES);
        known.addAll(keys.all());
        known.removeAll(RecipeKeys.OOD);
        return "unknown axis '%s'%s and recipe keys such as 'train.epochs'"
                .formatted(Text.shorten(key), DidYouMean.hintOrKnown(DidYouMean.hint(key, known), AXES));
    }

    /** The items of a list, with ranges written out; nothing if they are too many. */
    private List<Node> nodes(String key, Node value) {
        int most = key.equals("seed") ? MOST_SEEDS : MOST_VALUES;
        List<Node> nodes = new ArrayList<>();
        for (Node node : value instanceof Node.Items items ? items.items() : List.of(value)) {
            Matcher range = RANGE.matcher(node instanceof Node.Scalar scalar ? scalar.text() : "");
            if (!range.matches()) {
                nodes.add(node);
            } else {
                range(node, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), most, nodes);
            }
            if (nodes.size() > most) {
                problems.add(value.place(), "'%s' has more than %d values".formatted(key, most));
                return List.of();
            }
        }
        return nodes;
    }

    /** Whether so many more values may be made; else the problem is noted. */
    boolean spend(Place place, long values) {
        left -= values;
        if (left < 0) {
            problems.add(place, "the axes of this file have more than %d values in all".formatted(MOST_IN_ALL));
            problems.leaveOpen();
        }
        return left >= 0;
    }

    private void range(Node range, long first, long last, int most, List<Node> nodes) {
        if (first > last) {
            problems.add(range.place(), "range " + range.shown() + " must ascend");
        } else if (last - first >= most) {
            problems.add(range.place(), "range %s has more than %d values".formatted(range.shown(), most));
        } else if (spend(range.place(), last - first + 1)) {
            for (long i = first; i <= last; i++) {
                nodes.add(new Node.Scalar(range.place(), Long.toString(i), true));
            }
        }
    }

    private List<Sweep.Value> item(String key, Node node) {
        return switch (key) {
            case "dataset" -> one(key, node, value -> keys.check("dataset", value));
            case "ensemble_size" -> one(key, node, value -> whole(key, value, 1, MOST_MEMBERS));
            case "seed" -> one(key, node, value -> whole(key, value, 0, Long.MAX_VALUE));
            case "lambda" -> one(key, node, this::lambda);
            case "method" -> method(node);
            default -> recipeKey(key, node);
        };
    }

    /** What is wrong with a value. */
    private interface Check {
        Optional<String> problem(Object value);
    }

    private List<Sweep.Value> one(String key, Node node, Check check) {
        if (!(node instanceof Node.Scalar scalar)) {
            String hint =
                    key.equals("dataset") ? "; settings of a dataset belong in a recipe of your own: recipe: FILE" : "";
            problems.add(node.place(), "'" + key + "' takes single values, got " + node.shown() + hint);
            return List.of();
        }
        return setting(key, scalar, check)
                .map(setting -> List.of(new Sweep.Value(Map.of(key, setting))))
                .orElse(List.of());
    }

    private Optional<Setting> setting(String key, Node.Scalar scalar, Check check) {
        if (key.endsWith("lambda") || key.startsWith("method.")) {
            if (scalar.text().equals("default")) {
                return Optional.of(new Setting(Setting.DEFAULT, scalar.place(), ""));
            }
        }
        return Scalars.checked(scalar, value -> check.problem(settings.located(key, value)), problems)
                .map(value -> new Setting(settings.located(key, value), scalar.place(), ""));
    }

    private static Optional<String> whole(String key, Object value, long least, long most) {
        if (value instanceof Long number && number >= least && number <= most) {
            return Optional.empty();
        }
        String range = most == Long.MAX_VALUE ? ">= " + least : "from " + least + " to " + most;
        String got = value instanceof String text ? "'" + Text.shorten(text) + "'" : String.valueOf(value);
        return Optional.of("%s must be a whole number %s or a range such as 1..5, got %s".formatted(key, range, got));
    }

    /** Checked against the first method that takes it; the others are asked when the points are made. */
    private Optional<String> lambda(Object value) {
        Registry<?> methods = keys.vocabulary().methods();
        return methods.names().stream()
                .filter(name -> methods.parameters(name).containsKey("lambda"))
                .findFirst()
                .flatMap(name -> methods.problem(Choice.of(name, Map.of("lambda", value))))
                .map(text -> text.replaceFirst("^method '[^']*': ", ""));
    }

    private List<Sweep.Value> recipeKey(String key, Node node) {
        Map<String, Setting> found = new LinkedHashMap<>();
        if (node instanceof Node.Scalar scalar && scalar.text().equals("default")) {
            return List.of(new Sweep.Value(Map.of(key, new Setting(Setting.DEFAULT, scalar.place(), ""))));
        }
        settings.read(key, new Node.Entry(node.place(), key, node), found);
        return found.isEmpty() ? List.of() : List.of(new Sweep.Value(found));
    }

    private List<Sweep.Value> method(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return one("method", scalar, this::knownMethod);
        }
        if (!(node instanceof Node.Entries entries)) {
            problems.add(node.place(), "expected a method or {name: METHOD, …}, got " + node.shown());
            return List.of();
        }
        Optional<Node.Entry> named = entries.entries().stream()
                .filter(entry -> entry.key().equals("name"))
                .findFirst();
        if (named.isEmpty()) {
            nameless(entries);
        }
        List<Sweep.Value> name = named.map(entry -> one("method", entry.value(), this::knownMethod))
                .orElse(List.of());
        if (name.isEmpty()) {
            return List.of();
        }
        return product(name, entries);
    }

    private void nameless(Node.Entries entries) {
        Optional<Node.Entry> slip = entries.entries().stream()
                .filter(entry ->
                        DidYouMean.nearest(entry.key(), List.of("name")).isPresent())
                .findFirst();
        String named = entries.entries().stream()
                .map(Node.Entry::key)
                .filter(keys.vocabulary().methods()::has)
                .findFirst()
                .orElse("METHOD");
        slip.ifPresentOrElse(
                entry -> problems.add(entry.place(), SweepReader.unknown(entry.key(), List.of("name"))),
                () -> problems.add(
                        entries.place(),
                        "key 'name' is missing: {name: %s, …}, got %s".formatted(named, entries.shown())));
    }

    private List<Sweep.Value> product(List<Sweep.Value> name, Node.Entries entries) {
        Setting given = name.get(0).settings().get("method");
        String method = given == null ? "" : String.valueOf(given.value());
        Set<String> beside = entries.entries().stream().map(Node.Entry::key).collect(Collectors.toSet());
        List<Sweep.Value> points = name;
        for (Node.Entry entry : entries.entries()) {
            if (!entry.key().equals("name")) {
                List<Sweep.Value> values =
                        entry.key().equals("terms") ? terms(method, entry, beside) : parameter(method, entry);
                if (tooMany(entry.place(), points, values)) {
                    return List.of();
                }
                points = times(points, values);
            }
        }
        return points;
    }

    /** Whether a product is more than any sweep needs; then the problem is noted. */
    boolean tooMany(Place place, List<Sweep.Value> points, List<Sweep.Value> values) {
        long product = (long) points.size() * values.size();
        if (product > MOST_COMBINATIONS) {
            problems.add(place, "makes more than %d combinations".formatted(MOST_COMBINATIONS));
            problems.leaveOpen();
        }
        return product > MOST_COMBINATIONS || !spend(place, values.size() > 1 ? product : 0);
    }

    static List<Sweep.Value> times(List<Sweep.Value> points, List<Sweep.Value> values) {
        if (values.isEmpty()) {
            return points;
        }
        List<Sweep.Value> product = new ArrayList<>();
        points.forEach(point -> values.forEach(value -> product.add(point.with(value))));
        return product;
    }

    private List<Sweep.Value> parameter(String method, Node.Entry entry) {
        Registry<?> methods = keys.vocabulary().methods();
        if (!methods.parameters(method).containsKey(entry.key())) {
            List<String> sums = termsOf(method).isEmpty() ? List.of() : List.of("terms");
            String decimalComma = Scalars.isWhole(entry.key()) ? "; a decimal point is '.'" : "";
            problems.add(
                    entry.place(),
                    DidYouMean.nearest(entry.key(), sums).isPresent()
                            ? SweepReader.unknown(entry.key(), sums)
                            : keys.noSuchParameter(method, entry.key()) + decimalComma);
            return List.of();
        }
        if (entry.value() instanceof Node.Items list && list.items().isEmpty()) {
            problems.add(entry.value().place(), "'" + entry.key() + "' has no value");
        }
        List<Sweep.Value> values = new ArrayList<>();
        for (Node node : nodes(entry.key(), entry.value())) {
            values.addAll(one(
                    "method." + entry.key(),
                    node,
                    value -> methods.problem(Choice.of(method, Map.of(entry.key(), value)))));
        }
        return values;
    }

    /**
     * Terms of a sum by the method they are of, {@code {sdde: 0.1, ncl: [0, 0.1]}}; those not named count nothing.
     *
     * @param beside keys that the method is given outside of them
     */
    private List<Sweep.Value> terms(String method, Node.Entry entry, Set<String> beside) {
        List<String> known = termsOf(method);
        if (known.isEmpty()) {
            problems.add(
                    entry.place(), "'terms' has no effect on method '%s', which is no sum of terms".formatted(method));
            return List.of();
        }
        if (!(entry.value() instanceof Node.Entries given) || given.entries().isEmpty()) {
            problems.add(
                    entry.value().place(),
                    "expected terms of %s such as {%s: 0.1}, got %s"
                            .formatted(known, known.get(0), entry.value().shown()));
            return List.of();
        }
        Map<String, Setting> none = new LinkedHashMap<>();
        known.forEach(term -> none.put("method." + term, new Setting(0.0, entry.place(), "not in 'terms'")));
        List<Sweep.Value> points = List.of(new Sweep.Value(none));
        for (Node.Entry term : given.entries()) {
            if (beside.contains(term.key())) {
                problems.add(term.place(), "'%s' is given in 'terms' and beside it".formatted(term.key()));
            } else if (known.contains(term.key())) {
                List<Sweep.Value> values = parameter(method, term);
                if (tooMany(term.place(), points, values)) {
                    return List.of();
                }
                points = times(points, values);
            } else {
                problems.add(term.place(), SweepReader.unknown(term.key(), known));
            }
        }
        return points;
    }

    /** The parameters of a sum that are weights of other methods' terms; none for most methods. */
    private List<String> termsOf(String method) {
        Registry<?> methods = keys.vocabulary().methods();
        return methods.parameters(method).keySet().stream().filter(methods::has).toList();
    }

    private Optional<String> knownMethod(Object value) {
        String method = String.valueOf(value);
        List<String> known = keys.vocabulary().methods().names();
        if (known.contains(method)) {
            return Optional.empty();
        }
        return Optional.of("unknown method '%s'%s".formatted(Text.shorten(method), DidYouMean.orKnown(method, known)));
    }
}
