package sdde.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code slurm}. */
final class ClusterReader {
    static final List<String> KEYS =
            List.of("partition", "account", "qos", "gres", "time", "cpus", "memory", "at_a_time", "queued", "options");
    static final int MOST_CPUS = 1024;
    static final int MOST_TASKS = 100_000;
    /** Of a partition, an account, a quality of service; partitions may be several. */
    static final String NAME = "^[A-Za-z0-9][A-Za-z0-9_.+,@-]{0,254}$";

    static final String GRES = "^[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+){0,2}(,[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+){0,2})*$";
    static final String MEMORY = "^[0-9]{1,7}(\\.[0-9]{1,3})? ?(MB|GB|TB)$";
    static final String OPTION = "^--[a-z][a-z-]+(=.+)?$";

    private static final String NO_GRES = "none";
    private static final Pattern SEVERAL_GPUS = Pattern.compile("gpu:(.*:)?([02-9]|[0-9]{2,})");
    private static final Pattern AMOUNT = Pattern.compile("([0-9.]+) ?(MB|GB|TB)");
    private static final Duration LEAST_TIME = Duration.ofMinutes(1);

    /** What the program says itself, and what to write instead. */
    private static final List<String> OWN = List.of(
            "array",
            "chdir",
            "cpus-per-task",
            "error",
            "export",
            "export-file",
            "gres",
            "help",
            "input",
            "job-name",
            "kill-on-invalid-dep",
            "mem",
            "no-requeue",
            "nodes",
            "ntasks",
            "open-mode",
            "output",
            "parsable",
            "quiet",
            "requeue",
            "signal",
            "test-only",
            "time",
            "usage",
            "version",
            "wait",
            "wrap",
            "account",
            "partition",
            "qos");

    private final Problems problems;
    private final Values values;

    ClusterReader(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    Cluster read(Node node) {
        Cluster usual = Cluster.DEFAULT;
        if (!(node instanceof Node.Entries parts) || parts.entries().isEmpty()) {
            problems.add(node.place(), "expected keys %s, got %s".formatted(KEYS, node.shown()));
            return usual;
        }
        Optional<String> partition = Optional.empty();
        Optional<String> account = Optional.empty();
        Optional<String> qos = Optional.empty();
        String gres = usual.gres();
        Optional<Duration> time = Optional.empty();
        int cpus = usual.cpus();
        OptionalInt memory = OptionalInt.empty();
        OptionalInt atATime = OptionalInt.empty();
        int queued = usual.queued();
        List<String> options = List.of();
        for (Node.Entry part : parts.entries()) {
            switch (part.key()) {
                case "partition" -> partition = name(part);
                case "account" -> account = name(part);
                case "qos" -> qos = name(part);
                case "gres" -> gres = gres(part.value());
                case "time" -> time = time(part.value());
                case "cpus" -> cpus = values.whole(part, 1, MOST_CPUS).orElse(1);
                case "memory" -> memory = memory(part.value());
                case "at_a_time" -> atATime = values.whole(part, 1, MOST_TASKS);
                case "queued" -> queued = values.whole(part, 1, MOST_TASKS).orElse(usual.queued());
                case "options" -> options = options(part.value());
                default -> problems.add(part.place(), SweepReader.unknown(part.key(), KEYS));
            }
        }
        return new Cluster(partition, account, qos, gres, time, cpus, memory, atATime, queued, options);
    }

    private Optional<String> name(Node.Entry entry) {
        String text = Values.text(entry.value());
        if (text.matches(NAME)) {
            return Optional.of(text);
        }
        problems.add(
                entry.value().place(),
                "%s must be a name as the cluster knows it (letters, digits, '_', '-', '.'), got %s"
                        .formatted(entry.key(), entry.value().shown()));
        return Optional.empty();
    }

    private String gres(Node node) {
        String text = Values.text(node);
        if (text.equals(NO_GRES)) {
            return "";
        }
        if (!text.matches(GRES)) {
            problems.add(
                    node.place(),
                    "expected resources of a task such as gpu:1, gpu:a100:1 or none, got " + node.shown());
        }
        for (String one : text.split(",", -1)) {
            if (SEVERAL_GPUS.matcher(one).matches()) {
                problems.add(node.place(), "a run trains on one GPU, got '%s'; write gpu:1".formatted(one));
            }
        }
        return text;
    }

    private Optional<Duration> time(Node node) {
        Optional<Duration> time = values.duration(node);
        if (time.filter(given -> given.compareTo(LEAST_TIME) < 0).isPresent()) {
            problems.add(
                    node.place(), "Slurm counts time limits in minutes: expected at least 1 min, got " + node.shown());
        }
        return time;
    }

    private OptionalInt memory(Node node) {
        Matcher amount = AMOUNT.matcher(Values.text(node));
        if (!Values.text(node).matches(MEMORY) || !amount.matches()) {
            problems.add(
                    node.place(), "expected memory of a task such as 8 GB or 500 MB (MB, GB, TB), got " + node.shown());
            return OptionalInt.empty();
        }
        double megabytes = Double.parseDouble(amount.group(1))
                * Math.pow(1024, List.of("MB", "GB", "TB").indexOf(amount.group(2)));
        if (megabytes < 1 || megabytes > Integer.MAX_VALUE) {
            problems.add(node.place(), "memory must be at least 1 MB and at most 2047 TB, got " + node.shown());
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.ceil(megabytes));
    }

    private List<String> options(Node node) {
        List<String> options = new ArrayList<>();
        List<Node> items = node instanceof Node.Items list ? list.items() : List.of(node);
        for (Node item : items) {
            String text = Values.text(item);
            if (!text.matches(OPTION)) {
                problems.add(
                        item.place(),
                        "expected options of sbatch such as [--constraint=a100, --exclusive], got " + item.shown());
            } else if (OWN.contains(name(text))) {
                problems.add(item.place(), own(name(text)));
            } else {
                options.add(text);
            }
        }
        return options;
    }

    private static String name(String option) {
        return option.substring(2).replaceFirst("=.*", "");
    }

    private static String own(String option) {
        String key =
                switch (option) {
                    case "cpus-per-task" -> "cpus";
                    case "mem" -> "memory";
                    case "array" -> "at_a_time";
                    default -> option;
                };
        return KEYS.contains(key)
                ? "'--%s' is said by the key '%s' of 'slurm'".formatted(option, key)
                : "'--%s' is said by the program itself".formatted(option);
    }
}
