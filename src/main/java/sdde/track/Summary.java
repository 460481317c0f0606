package sdde.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.run.RunState;

/** Makes the {@link Page} of the sweep itself: its question, the states of its runs, means over seeds, its report. */
final class Summary {
    private final FrozenPlan plan;
    private final Home home;
    private final Map<RunId, RunState> states = new TreeMap<>();
    private final SortedMap<String, double[]> sums = new TreeMap<>();
    private final Map<String, Integer> seeds = new TreeMap<>();
    private long ended;

    private Summary(FrozenPlan plan, Home home) {
        this.plan = plan;
        this.home = home;
        this.ended = plan.time();
    }

    /** @param live whether the sweep is being run now. @param measurements of one run; asked for one after the other */
    static Page page(FrozenPlan plan, Home home, Function<RunId, List<Measurement>> measurements, boolean live) {
        Summary summary = new Summary(plan, home);
        RunFolders folders = new RunFolders(home.runs());
        for (FrozenPlan.Member member : plan.members()) {
            RunState state = folders.state(member.id());
            summary.states.put(member.id(), state);
            if (state.isFinished()) {
                summary.add(member, measurements.apply(member.id()));
            }
        }
        return summary.page(live);
    }

    private void add(FrozenPlan.Member member, List<Measurement> measurements) {
        ended = Math.max(
                ended,
                new EventLog(RunFiles.of(home.runs(), member.id()).events())
                        .read().stream().mapToLong(RunEvent::time).max().orElse(0));
        seeds.merge(Names.group(member.spec()), 1, Integer::sum);
        Map<String, EvalSet> sets = member.evalSets().stream()
                .collect(Collectors.toMap(EvalSet::name, set -> set, (first, again) -> first));
        for (Measurement measurement : measurements) {
            EvalSet set = sets.get(measurement.evalSet());
            if (set != null && Names.isShown(measurement, set)) {
                String key = Names.group(member.spec()) + "/" + Names.metric(measurement, set);
                double[] sum = sums.computeIfAbsent(key, absent -> new double[2]);
                sum[0] += measurement.score();
                sum[1]++;
            }
        }
    }

    private Page page(boolean live) {
        long finished = states.values().stream().filter(RunState::isFinished).count();
        boolean whole = states.values().stream().allMatch(state -> state == RunState.SUCCEEDED);
        boolean over = states.values().stream().allMatch(RunState::isTerminal);
        String status = live ? Page.RUNNING : whole ? "FINISHED" : over ? "FAILED" : "KILLED";
        TreeMap<String, String> tags = new TreeMap<>(
                Map.of("sdde.plan", plan.hash(), "mlflow.note.content", note(), "mlflow.source.name", "sdde"));
        // the step is the number of finished runs, so a sweep that grows adds points and changes none
        List<Page.Point> points = sums.entrySet().stream()
                .filter(entry -> entry.getKey()
                        .matches(".*/(test/(accuracy|nll|brier|ece)|ood/[^/]+/logit-average/(auroc|fpr95))"))
                .map(entry -> new Page.Point(
                        Names.key("mean/" + entry.getKey()),
                        entry.getValue()[0] / entry.getValue()[1],
                        ended,
                        finished))
                .toList();
        return new Page(
                plan.sweep(),
                new Page.Key(plan.sweep(), null),
                new TreeMap<>(),
                tags,
                points,
                List.of(),
                live ? new TreeMap<>() : files(),
                status,
                plan.time(),
                ended);
    }

    private SortedMap<String, Page.Source> files() {
        TreeMap<String, Page.Source> files = new TreeMap<>();
        files.put("sweep.yaml", Page.Source.of(plan.text()));
        Path report = home.reports().resolve(plan.sweep());
        if (!Files.isDirectory(report)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(report)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(html|tex|svg|png|pdf|md)"))
                    .forEach(file ->
                            files.put(report.relativize(file).toString().replace('\\', '/'), Page.Source.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + report, e);
        }
        return files;
    }

    // --- description, Markdown --------------------------------------------------------------------------------------

    private String note() {
        String counts = states.values().stream()
                .collect(Collectors.groupingBy(RunState::name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "%s\n\n%d runs: %s%s\n\n[Report](%s), also among the artifacts of this run.\n\n```yaml\n%s\n```\n"
                .formatted(
                        plan.description(),
                        plan.members().size(),
                        counts,
                        table(),
                        Mirror.REPORT,
                        plan.text().strip())
                .replace("\r\n", "\n");
    }

    /** Means over seeds on the test set, and AUROC by the mean logit; best in bold. */
    private String table() {
        List<String> shown = sums.keySet().stream()
                .map(key -> key.substring(key.indexOf('/') + 1))
                .filter(key -> List.of("test/accuracy", "test/nll", "test/ece").contains(key)
                        || key.matches("ood/[^/]+/logit-average/auroc"))
                .distinct()
                .sorted((a, b) -> Integer.compare(place(a), place(b)))
                .toList();
        if (shown.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add("| runs | seeds | " + shown.stream().map(Summary::head).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|---|" + "---|".repeat(shown.size()));
        seeds.forEach((group, count) -> lines.add("| %s | %d | %s |"
                .formatted(
                        group,
                        count,
                        shown.stream().map(metric -> cell(group, metric)).collect(Collectors.joining(" | ")))));
        return "\n\n" + String.join("\n", lines) + "\n\nMeans over seeds; AUROC by logit-average; best in bold.";
    }

    /** Between spaces that do not vanish, as MLflow draws columns without any. */
    private static String head(String metric) {
        String[] parts = metric.split("/");
        String name = parts[0].equals("ood")
                ? "AUROC " + parts[1]
                : metric.equals("test/accuracy") ? "accuracy" : parts[1].toUpperCase(Locale.ROOT);
        return "\u00a0" + name + "\u00a0";
    }

    private static int place(String metric) {
        return metric.startsWith("ood/")
                ? 3
                : List.of("test/accuracy", "test/nll", "test/ece").indexOf(metric);
    }

    private String cell(String group, String metric) {
        double[] sum = sums.get(group + "/" + metric);
        if (sum == null) {
            return "–";
        }
        double mean = sum[0] / sum[1];
        boolean higher = metric.endsWith("accuracy") || metric.endsWith("auroc");
        boolean best = seeds.keySet().stream()
                .map(other -> sums.get(other + "/" + metric))
                .allMatch(
                        other -> other == null || (higher ? other[0] / other[1] <= mean : other[0] / other[1] >= mean));
        String text = String.format(Locale.ROOT, "%.4f", mean);
        return best ? "**" + text + "**" : text;
    }
}
