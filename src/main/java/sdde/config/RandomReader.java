package sdde.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code random}: {@code count} points drawn in all its axes together, which are then one axis of that length. Draws
 * are checked as if the user had written them.
 */
final class RandomReader {
    static final List<String> KEYS = List.of("count", "seed");
    static final List<String> DISTRIBUTIONS = List.of("uniform", "log_uniform", "choice");
    static final int MOST_DRAWS = 100_000;

    private final AxisReader axes;
    private final Problems problems;

    RandomReader(AxisReader axes, Problems problems) {
        this.axes = axes;
        this.problems = problems;
    }

    /** What a key of {@code random} is that is no axis. */
    static boolean isOwn(String key) {
        return KEYS.contains(key);
    }

    /** @param place of the key {@code random} */
    Optional<Sweep.Axis> axis(Place place, List<Node.Entry> entries) {
        Map<String, Node.Entry> own = new LinkedHashMap<>();
        entries.stream().filter(entry -> isOwn(entry.key())).forEach(entry -> own.put(entry.key(), entry));
        Optional<Long> count = count(place, own.get("count"));
        if (own.containsKey("seed") && own.get("seed").value() instanceof Node.Entries drawn) {
            problems.add(
                    drawn.place(), "'seed' is the seed of the draws here and cannot be drawn; list seeds in 'grid'");
            own.remove("seed");
        }
        Optional<Long> seed =
                own.containsKey("seed") ? Scalars.whole(own.get("seed"), 0, Long.MAX_VALUE, problems) : Optional.of(0L);
        List<Node.Entry> drawn =
                entries.stream().filter(entry -> !isOwn(entry.key())).toList();
        if (drawn.isEmpty()) {
            problems.add(place, "'random' draws nothing; give it an axis such as lambda: {log_uniform: [0.001, 1]}");
        }
        List<Map<String, Setting>> settings = new ArrayList<>();
        for (Node.Entry entry : drawn) {
            // a wrong count is one problem, not the end of reading
            List<Sweep.Value> values =
                    values(entry, seed.orElse(0L), count.orElse(1L).intValue());
            if (values.isEmpty()) {
                problems.leaveOpen();
            }
            for (int i = 0; i < values.size(); i++) {
                if (i == settings.size()) {
                    settings.add(new LinkedHashMap<>());
                }
                settings.get(i).putAll(values.get(i).settings());
            }
        }
        List<Sweep.Value> points = settings.stream().map(Sweep.Value::new).toList();
        String key = drawn.stream().map(Node.Entry::key).collect(Collectors.joining("+"));
        return points.isEmpty() ? Optional.empty() : Optional.of(new Sweep.Axis(key, place, points));
    }

    private Optional<Long> count(Place place, Node.@Nullable Entry entry) {
        if (entry == null) {
            problems.add(place, "key 'count' is missing from 'random': how many points to draw");
            return Optional.empty();
        }
        return Scalars.whole(entry, 1, MOST_DRAWS, problems);
    }

    private List<Sweep.Value> values(Node.Entry entry, long seed, int count) {
        if (!axes.isAxis(entry.key()) || entry.key().equals("seed")) {
            problems.add(entry.place(), axes.unknown(entry.key(), KEYS));
            return List.of();
        }
        if (!(entry.value() instanceof Node.Entries parts) || parts.entries().size() != 1) {
            problems.add(
                    entry.value().place(),
                    "expected one of {uniform: [LOW, HIGH]}, {log_uniform: [LOW, HIGH]}, {choice: [A, B, …]}, got "
                            + entry.value().shown());
            return List.of();
        }
        Node.Entry distribution = parts.entries().get(0);
        if (!axes.spend(entry.place(), count)) {
            return List.of();
        }
        Draws draws = new Draws(seed, entry.key());
        return switch (distribution.key()) {
            case "choice" -> choice(entry.key(), distribution, draws, count);
            case "uniform", "log_uniform" -> numbers(entry.key(), distribution, draws, count);
            default -> {
                problems.add(distribution.place(), SweepReader.unknown(distribution.key(), DISTRIBUTIONS));
                yield List.of();
            }
        };
    }

    private List<Sweep.Value> choice(String key, Node.Entry choice, Draws draws, int count) {
        List<Sweep.Value> among = axes.items(new Node.Entry(choice.place(), key, choice.value())).stream()
                .flatMap(List::stream)
                .toList();
        List<Sweep.Value> drawn = new ArrayList<>();
        for (int i = 0; i < count && !among.isEmpty(); i++) {
            drawn.add(among.get(draws.index(i, among.size())));
        }
        return drawn;
    }

    private List<Sweep.Value> numbers(String key, Node.Entry distribution, Draws draws, int count) {
        Optional<List<Double>> bounds = bounds(key, distribution);
        if (bounds.isEmpty()) {
            return List.of();
        }
        double low = bounds.get().get(0);
        double high = bounds.get().get(1);
        boolean log = distribution.key().equals("log_uniform");
        IntFunction<BigDecimal> draw;
        if (axes.isWhole(key)) {
            draw = log ? draws.logUniformWhole((long) low, (long) high) : draws.whole((long) low, (long) high);
        } else {
            draw = log ? draws.logUniform(low, high) : draws.uniform(low, high);
        }
        List<BigDecimal> numbers =
                IntStream.range(0, count).parallel().mapToObj(draw).toList();
        Map<BigDecimal, List<Sweep.Value>> read = new HashMap<>(); // three digits: few numbers for many draws
        numbers.stream().distinct().forEach(number -> read.put(number, written(key, distribution.place(), number)));
        return numbers.stream()
                .flatMap(number -> read.getOrDefault(number, List.of()).stream())
                .toList();
    }

    private List<Sweep.Value> written(String key, Place place, BigDecimal number) {
        Node.Scalar written = new Node.Scalar(place, number.toString(), true);
        return axes.items(new Node.Entry(place, key, written)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private Optional<Double> bound(Setting setting) {
        if (setting.value() instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        problems.add(setting.place(), "expected a number to draw from, got '" + setting.value() + "'");
        return Optional.empty();
    }

    /** Both ends, each a value that the axis takes. */
    private Optional<List<Double>> bounds(String key, Node.Entry distribution) {
        if (!axes.isNumber(key)) {
            problems.add(
                    distribution.place(), "'%s' takes no numbers; draw it with {choice: [A, B, …]}".formatted(key));
            return Optional.empty();
        }
        List<Double> bounds = new ArrayList<>();
        if (distribution.value() instanceof Node.Items items) {
            for (Node item : items.items()) {
                axes.items(new Node.Entry(item.place(), key, item)).stream()
                        .flatMap(List::stream)
                        .flatMap(value -> value.settings().values().stream())
                        .forEach(setting -> bound(setting).ifPresent(bounds::add));
            }
            if (bounds.size() < items.items().size() && items.items().size() == 2) {
                return Optional.empty(); // noted where it stands
            }
        }
        double least = distribution.key().equals("log_uniform") ? Double.MIN_VALUE : Double.NEGATIVE_INFINITY;
        if (bounds.size() != 2 || bounds.get(0) >= bounds.get(1) || bounds.get(0) < least) {
            problems.add(
                    distribution.value().place(),
                    "%s takes [LOW, HIGH] with %sLOW < HIGH, got %s"
                            .formatted(
                                    distribution.key(),
                                    least > 0 ? "0 < " : "",
                                    distribution.value().shown()));
            return Optional.empty();
        }
        return Optional.of(bounds);
    }
}
