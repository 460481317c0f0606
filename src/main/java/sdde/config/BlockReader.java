package sdde.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code grid}, {@code zip} and {@code random} of a file or of one of its blocks. */
final class BlockReader {
    static final List<String> KEYS = List.of("grid", "zip", "random");
    private static final List<String> NEEDED = List.of("dataset", "ensemble_size", "seed", "method");

    private final AxisReader axes;
    private final Problems problems;
    private final List<Sweep.Value> datasets;
    private final boolean isRecipeWrong;

    /**
     * @param datasets those of the recipes that the file names, for blocks without an axis {@code dataset}
     * @param isRecipeWrong whether it names one that could not be read, which is told already
     */
    BlockReader(AxisReader axes, Problems problems, List<Sweep.Value> datasets, boolean isRecipeWrong) {
        this.axes = axes;
        this.problems = problems;
        this.datasets = datasets;
        this.isRecipeWrong = isRecipeWrong;
    }

    Optional<Sweep.Block> blockOf(Node node) {
        if (!(node instanceof Node.Entries parts)) {
            problems.add(node.place(), "expected a block with 'grid', 'zip' or 'random', got " + node.shown());
            problems.leaveOpen();
            return Optional.empty();
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Node.Entry part : parts.entries()) {
            if (!KEYS.contains(part.key())) {
                problems.add(part.place(), SweepReader.unknown(part.key(), KEYS));
                problems.leaveOpen();
            } else {
                entries.put(part.key(), part);
            }
        }
        return Optional.of(block(node.place(), entries));
    }

    Sweep.Block block(Place place, Map<String, Node.Entry> entries) {
        Node.Entry grid = entries.get("grid");
        Node.Entry zip = entries.get("zip");
        Node.Entry random = entries.get("random");
        if (grid == null && zip == null && random == null) {
            problems.add(place, "key 'grid' is missing: the axes of the sweep");
            problems.leaveOpen();
            return new Sweep.Block(place, List.of());
        }
        List<Node.Entry> together = zip == null ? List.of() : parts(zip);
        List<Node.Entry> crossed = grid == null ? List.of() : parts(grid);
        List<Node.Entry> drawn = random == null ? List.of() : parts(random);
        Map<String, String> given = new LinkedHashMap<>();
        crossed.forEach(entry -> given.put(entry.key(), "grid"));
        together.forEach(entry -> once(given, entry, "zip"));
        drawn.stream().filter(entry -> !RandomReader.isOwn(entry.key())).forEach(entry -> once(given, entry, "random"));
        List<Sweep.Axis> read = grid(crossed);
        zip(together).ifPresent(read::add);
        if (random != null) {
            new RandomReader(axes, problems).axis(random.place(), drawn).ifPresent(read::add);
        }
        missing(grid == null ? place : grid.place(), given.keySet(), read);
        return new Sweep.Block(place, read);
    }

    private void once(Map<String, String> given, Node.Entry entry, String group) {
        String first = given.putIfAbsent(entry.key(), group);
        if (first != null) {
            problems.add(entry.place(), "axis '%s' is in '%s' and in '%s'".formatted(entry.key(), first, group));
        }
    }

    private List<Node.Entry> parts(Node.Entry entry) {
        if (entry.value() instanceof Node.Entries parts) {
            return parts.entries();
        }
        problems.add(
                entry.value().place(), "expected axes, got " + entry.value().shown());
        problems.leaveOpen();
        return List.of();
    }

    private void missing(Place place, Set<String> given, List<Sweep.Axis> read) {
        for (String key : NEEDED) {
            if (given.contains(key)) {
                continue;
            }
            if (key.equals("dataset") && !datasets.isEmpty()) {
                read.add(0, new Sweep.Axis(key, place, datasets));
                continue;
            }
            problems.leaveOpen();
            boolean told = key.equals("dataset") && isRecipeWrong;
            if (!told && given.stream().noneMatch(other -> isSlipOf(other, key))) {
                problems.add(place, "axis '" + key + "' is missing");
            }
        }
    }

    /** A mistyped key is one problem, not two. */
    private boolean isSlipOf(String other, String key) {
        return !axes.isAxis(other)
                && DidYouMean.nearest(other, AxisReader.AXES)
                        .filter(key::equals)
                        .isPresent();
    }

    private List<Sweep.Axis> grid(List<Node.Entry> entries) {
        Map<String, Sweep.Axis> read = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            List<Sweep.Value> values =
                    axes.items(entry).stream().flatMap(List::stream).toList();
            if (!values.isEmpty()) {
                read.put(entry.key(), new Sweep.Axis(entry.key(), entry.place(), values));
            }
        }
        Sweep.Axis method = read.get("method");
        Sweep.Axis lambda = read.get("lambda");
        if (method != null && lambda != null) {
            read.put("method", spread(method, lambda));
            read.remove("lambda");
        }
        return new ArrayList<>(read.values());
    }

    /** Gives every method that takes λ, and has none of its own, each value of the axis; the others stay one point. */
    private Sweep.Axis spread(Sweep.Axis method, Sweep.Axis lambda) {
        List<Sweep.Value> points = new ArrayList<>();
        Map<String, Boolean> takes = new HashMap<>();
        boolean used = false;
        for (Sweep.Value value : method.values()) {
            Setting name = value.settings().get("method");
            boolean free = name != null
                    && !value.settings().containsKey("method.lambda")
                    && takes.computeIfAbsent(String.valueOf(name.value()), axes::takesLambda);
            if (free && axes.tooMany(lambda.place(), List.of(value), lambda.values())) {
                return method;
            }
            points.addAll(free ? AxisReader.times(List.of(value), lambda.values()) : List.of(value));
            used |= free;
        }
        if (!used && !problems.leavesOpen()) {
            problems.add(lambda.place(), "axis 'lambda' has no effect: no method here takes it from the axis");
        }
        return new Sweep.Axis(method.key(), method.place(), points);
    }

    private Optional<Sweep.Axis> zip(List<Node.Entry> entries) {
        List<List<Sweep.Value>> together =
                new ArrayList<>(); // several at a position where a method's parameters are lists
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            List<List<Sweep.Value>> items = axes.items(entry);
            if (items.isEmpty()) {
                return Optional.empty(); // its problem is noted already
            }
            lengths.put(
                    "%s has %d (line %d)"
                            .formatted(entry.key(), items.size(), entry.place().line()),
                    items.size());
            for (int i = 0; i < items.size(); i++) {
                if (i < together.size() && axes.tooMany(entry.place(), together.get(i), items.get(i))) {
                    return Optional.empty();
                }
                if (i < together.size()) {
                    together.set(i, AxisReader.times(together.get(i), items.get(i)));
                } else {
                    together.add(items.get(i));
                }
            }
        }
        if (lengths.values().stream().distinct().count() > 1) {
            problems.add(
                    entries.get(0).place(),
                    "axes of 'zip' must be equally long: " + String.join(", ", lengths.keySet()));
            problems.leaveOpen();
            return Optional.empty();
        }
        String key = entries.stream().map(Node.Entry::key).collect(Collectors.joining("+"));
        return together.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sweep.Axis(
                        key,
                        entries.get(0).place(),
                        together.stream().flatMap(List::stream).toList()));
    }
}
