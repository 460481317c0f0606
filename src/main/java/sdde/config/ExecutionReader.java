package sdde.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads what {@link #KEYS} say. */
final class ExecutionReader {
    static final List<String> KEYS = List.of(
            "devices", "runs_per_device", "executor", "slurm", "retries", "order", "features", "stall_limit", "budget");
    static final List<String> BUDGET_KEYS = List.of("time", "runs");
    static final int MOST_SLOTS = 1024;
    static final int MOST_RETRIES = 100;
    private static final String AUTO = "auto";
    private static final int MOST_RUNS = 1_000_000;
    private static final Pattern GPU = Pattern.compile("cuda:(0|[1-9][0-9]{0,2})");
    private static final String DEVICES = "expected auto, {cpu: N} or a list such as [cuda:0, cuda:2], got ";

    /** As good as never. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Problems problems;
    private final Values values;
    private OptionalInt cpu = OptionalInt.empty();
    private final List<String> gpus = new ArrayList<>();
    private Optional<Place> devicesPlace = Optional.empty();
    private int runsPerDevice = 1;
    private OptionalInt retries = OptionalInt.empty();
    private Execution.Order order = Execution.Order.SEEDS;
    private boolean longFeatures;
    private Optional<Duration> stallLimit = Optional.empty();
    private Execution.Kind executor = Execution.Kind.LOCAL;
    private Cluster cluster = Cluster.DEFAULT;
    private Optional<Duration> time = Optional.empty();
    private OptionalInt runs = OptionalInt.empty();

    ExecutionReader(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    /** @param entries of the file, by key */
    Execution read(Map<String, Node.Entry> entries) {
        Map<String, Consumer<Node.Entry>> readers = new LinkedHashMap<>();
        readers.put("devices", entry -> devices(entry.value()));
        readers.put(
                "runs_per_device",
                entry -> runsPerDevice = values.whole(entry, 1, MOST_SLOTS).orElse(1));
        readers.put("executor", entry -> executor = executor(entry.value()));
        readers.put("slurm", entry -> cluster = new ClusterReader(problems).read(entry.value()));
        readers.put("retries", entry -> retries = values.whole(entry, 0, MOST_RETRIES));
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
        if (shared != null && executor == Execution.Kind.SLURM) {
            problems.add(
                    shared.place(),
                    "'runs_per_device' has no effect with executor slurm: a task has a device of its own");
        }
        if (!gpus.isEmpty() && executor == Execution.Kind.SLURM) {
            problems.add(
                    devicesPlace.orElseThrow(),
                    "executor slurm chooses the devices; leave 'devices' out, or write {cpu: N} for N runs at a time on processors");
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
                new Execution.Budget(time, runs),
                executor,
                cluster);
    }

    private void devices(Node node) {
        devicesPlace = Optional.of(node.place());
        if (node instanceof Node.Scalar scalar && scalar.text().equals(AUTO)) {
            return;
        }
        if (node instanceof Node.Entries entries && entries.entries().size() == 1) {
            Node.Entry only = entries.entries().get(0);
            if (only.key().equals("cpu")) {
                cpu = values.whole(only, 1, MOST_SLOTS);
            } else {
                problems.add(only.place(), SweepReader.unknown(only.key(), List.of("cpu")));
            }
            return;
        }
        List<Node> named = node instanceof Node.Items items ? items.items() : List.of(node);
        for (Node item : named) {
            if (!(item instanceof Node.Scalar scalar)
                    || !GPU.matcher(scalar.text()).matches()) {
                problems.add(item.place(), DEVICES + item.shown() + DidYouMean.hint(Values.text(item), List.of(AUTO)));
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
        longFeatures = values.word("features", node, List.of("short", "all"))
                .filter("all"::equals)
                .isPresent();
    }

    private void order(Node node) {
        List<Execution.Order> all = List.of(Execution.Order.values());
        List<String> known = all.stream().map(Execution.Order::label).toList();
        values.word("order", node, known).ifPresent(word -> order = all.get(known.indexOf(word)));
    }

    private Execution.Kind executor(Node node) {
        return values.word("executor", node, Execution.Kind.LABELS)
                .flatMap(Execution.Kind::of)
                .orElse(Execution.Kind.LOCAL);
    }

    private void budget(Node node) {
        if (!(node instanceof Node.Entries parts) || parts.entries().isEmpty()) {
            problems.add(node.place(), "expected {time: 12 h, runs: 100} or one of them, got " + node.shown());
            return;
        }
        for (Node.Entry part : parts.entries()) {
            switch (part.key()) {
                case "time" -> time = values.duration(part.value());
                case "runs" -> runs = values.whole(part, 1, MOST_RUNS);
                default -> problems.add(part.place(), SweepReader.unknown(part.key(), BUDGET_KEYS));
            }
        }
    }

    private Optional<Duration> stallLimit(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals(AUTO)) {
            return Optional.empty();
        }
        if (node instanceof Node.Scalar scalar && scalar.text().equals("never")) {
            return Optional.of(NEVER);
        }
        String hint = DidYouMean.hint(Values.text(node), List.of(AUTO, "never"));
        return values.duration(node, hint);
    }
}
