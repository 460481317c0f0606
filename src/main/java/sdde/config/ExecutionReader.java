package sdde.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code devices}, {@code runs_per_device}, {@code retries}, {@code order}, {@code features}, {@code stall_limit} and {@code budget}. */
final class ExecutionReader {
    static final List<String> KEYS =
            List.of("devices", "runs_per_device", "retries", "order", "features", "stall_limit", "budget");
    static final List<String> BUDGET_KEYS = List.of("time", "runs");
    static final int MOST_SLOTS = 1024;
    static final int MOST_RETRIES = 100;
    private static final int MOST_RUNS = 1_000_000;
    private static final Pattern GPU = Pattern.compile("cuda:(0|[1-9][0-9]{0,2})");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?(s|min|h|d)\\b ?");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "min", 60, "h", 3600, "d", 86_400);
    private static final String DEVICES = "expected auto, {cpu: N} or a list such as [cuda:0, cuda:2], got ";

    /** As good as never. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Problems problems;
    private OptionalInt cpu = OptionalInt.empty();
    private final List<String> gpus = new ArrayList<>();
    private Optional<Place> devicesPlace = Optional.empty();
    private int runsPerDevice = 1;
    private OptionalInt retries = OptionalInt.empty();
    private Execution.Order order = Execution.Order.SEEDS;
    private boolean longFeatures;
    private Optional<Duration> stallLimit = Optional.empty();
    private Optional<Duration> time = Optional.empty();
    private OptionalInt runs = OptionalInt.empty();

    ExecutionReader(Problems problems) {
        this.problems = problems;
    }

    /** @param entries of the file, by key */
    Execution read(Map<String, Node.Entry> entries) {
        Map<String, Consumer<Node.Entry>> readers = new LinkedHashMap<>();
        readers.put("devices", entry -> devices(entry.value()));
        readers.put(
                "runs_per_device",
                entry -> runsPerDevice = whole(entry, 1, MOST_SLOTS).orElse(1));
        readers.put("retries", entry -> retries = whole(entry, 0, MOST_RETRIES));
        readers.put("order", entry -> order(entry.value()));
        readers.put("features", entry -> features(entry.value()));
        readers.put("stall_limit", entry -> stallLimit = stallLimit(entry.value()));
        readers.put("budget", entry -> budget(entry.value()));
        readers.forEach((key, reader) -> {
            Node.Entry entry = entries.get(key);
            if (entry != null) {
                reader.accept(entry);
            }
        });
        Node.Entry shared = entries.get("runs_per_device");
        if (shared != null && cpu.isPresent()) {
            problems.add(
                    shared.place(), "'runs_per_device' has no effect on {cpu: N}; N is the number of runs at a time");
        }
        return new Execution(
                cpu,
                gpus,
                devicesPlace,
                runsPerDevice,
                retries,
                order,
                longFeatures,
                stallLimit,
                new Execution.Budget(time, runs));
    }

    private void devices(Node node) {
        devicesPlace = Optional.of(node.place());
        if (node instanceof Node.Scalar scalar && scalar.text().equals("auto")) {
            return;
        }
        if (node instanceof Node.Entries entries && entries.entries().size() == 1) {
            Node.Entry only = entries.entries().get(0);
            if (only.key().equals("cpu")) {
                cpu = whole(only, 1, MOST_SLOTS);
            } else {
                problems.add(only.place(), SweepReader.unknown(only.key(), List.of("cpu")));
            }
            return;
        }
        List<Node> named = node instanceof Node.Items items ? items.items() : List.of(node);
        for (Node item : named) {
            if (!(item instanceof Node.Scalar scalar)
                    || !GPU.matcher(scalar.text()).matches()) {
                problems.add(item.place(), DEVICES + item.shown());
            } else if (gpus.contains(scalar.text())) {
                problems.add(item.place(), "device " + item.shown() + " is given twice; see 'runs_per_device'");
            } else {
                gpus.add(scalar.text());
            }
        }
        if (named.isEmpty()) {
            problems.add(node.place(), DEVICES + node.shown());
        }
    }

    private void features(Node node) {
        List<String> known = List.of("short", "all");
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        longFeatures = text.equals("all");
        if (!known.contains(text)) {
            problems.add(
                    node.place(),
                    "features must be one of %s, got %s%s"
                            .formatted(known, node.shown(), DidYouMean.hint(text, known)));
        }
    }

    private void order(Node node) {
        List<String> known = Arrays.stream(Execution.Order.values())
                .map(Execution.Order::label)
                .toList();
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        Arrays.stream(Execution.Order.values())
                .filter(one -> one.label().equals(text))
                .findFirst()
                .ifPresentOrElse(
                        one -> order = one,
                        () -> problems.add(
                                node.place(),
                                "order must be one of %s, got %s%s"
                                        .formatted(known, node.shown(), DidYouMean.hint(text, known))));
    }

    private void budget(Node node) {
        if (!(node instanceof Node.Entries parts) || parts.entries().isEmpty()) {
            problems.add(node.place(), "expected {time: 12 h, runs: 100} or one of them, got " + node.shown());
            return;
        }
        for (Node.Entry part : parts.entries()) {
            switch (part.key()) {
                case "time" -> time = duration(part.value());
                case "runs" -> runs = whole(part, 1, MOST_RUNS);
                default -> problems.add(part.place(), SweepReader.unknown(part.key(), BUDGET_KEYS));
            }
        }
    }

    private Optional<Duration> stallLimit(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals("auto")) {
            return Optional.empty();
        }
        return node instanceof Node.Scalar scalar && scalar.text().equals("never")
                ? Optional.of(NEVER)
                : duration(node);
    }

    private Optional<Duration> duration(Node node) {
        String text = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        Matcher parts = DURATION.matcher(text);
        double seconds = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            seconds += Double.parseDouble(parts.group(1)) * SECONDS.getOrDefault(parts.group(2), 0);
            end = parts.end();
        }
        if (text.isEmpty() || end != text.length() || seconds == 0) {
            problems.add(
                    node.place(),
                    "expected a time such as 45 min, 12 h or 1 d 6 h (s, min, h, d), got " + node.shown());
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private OptionalInt whole(Node.Entry entry, int least, int most) {
        if (entry.value() instanceof Node.Scalar scalar && scalar.plain() && Scalars.isWhole(scalar.text())) {
            Optional<Object> value = Scalars.value(scalar, problems);
            if (value.isEmpty()) {
                return OptionalInt.empty();
            }
            if (value.get() instanceof Long number && number >= least && number <= most) {
                return OptionalInt.of(number.intValue());
            }
        }
        problems.add(
                entry.value().place(),
                "%s must be a whole number from %d to %d, got %s"
                        .formatted(entry.key(), least, most, entry.value().shown()));
        return OptionalInt.empty();
    }
}
