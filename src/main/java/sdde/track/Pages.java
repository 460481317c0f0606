package sdde.track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.RunStatus;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunSpec;
import sdde.run.RunState;

/** Makes {@link Page}s from run folders and plans. */
final class Pages {
    private Pages() {}

    /** Of one run; its state is what its folder says. */
    static Page run(FrozenPlan.Member member, RunFiles files, List<Measurement> measurements) {
        List<RunEvent> events = new EventLog(files.events()).read();
        RunState state = new RunFolders(files.folder().resolveSibling(".")).state(member.id());
        OptionalLong ended = ended(events);
        List<Page.Point> points = new ArrayList<>(epochs(events));
        points.addAll(finals(member, measurements, ended.orElse(0)));
        TreeMap<String, String> tags = new TreeMap<>(Map.of("sdde.state", state.name(), "sdde.kind", "run"));
        tags.putAll(hashes(files));
        return new Page(
                Names.run(member.spec()),
                new Page.Tag("sdde.run_id", member.id().hex()),
                params(member.spec()),
                tags,
                points,
                status(state),
                events.isEmpty() ? null : (Long) events.get(0).time(),
                ended.isPresent() ? (Long) ended.getAsLong() : null);
    }

    /** Of the sweep itself. @param states of its members, by run id */
    static Page sweep(FrozenPlan plan, Map<String, RunState> states, Map<String, Double> summary, long ended) {
        boolean whole = plan.members().stream()
                .allMatch(member -> states.get(member.id().hex()) == RunState.SUCCEEDED);
        TreeMap<String, String> tags = new TreeMap<>(Map.of(
                "sdde.sweep", plan.sweep(), "sdde.plan", plan.hash(), "mlflow.note.content", note(plan, states)));
        List<Page.Point> points = summary.entrySet().stream()
                .map(entry -> new Page.Point(Names.key(entry.getKey()), entry.getValue(), ended, 0))
                .toList();
        return new Page(
                plan.sweep(),
                new Page.Tag("sdde.kind", "sweep"),
                new TreeMap<>(),
                tags,
                points,
                whole ? RunStatus.FINISHED : RunStatus.FAILED,
                plan.time(),
                ended);
    }

    private static String note(FrozenPlan plan, Map<String, RunState> states) {
        String counts = states.values().stream()
                .collect(Collectors.groupingBy(RunState::name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "%s%n%n%d runs: %s%n%n```yaml%n%s%n```%n"
                .formatted(
                        plan.description(),
                        plan.members().size(),
                        counts,
                        plan.text().strip())
                .replace("\r\n", "\n");
    }

    static SortedMap<String, String> params(RunSpec spec) {
        TreeMap<String, Object> params = new TreeMap<>();
        choice("dataset", spec.dataset(), params);
        choice("network", spec.network(), params);
        choice("method", spec.method(), params);
        Object lambda = params.remove("method.lambda");
        if (lambda != null) {
            params.put("lambda", lambda);
        }
        params.put("ensemble_size", spec.ensembleSize());
        params.put("seed", spec.seed());
        Json.MAPPER
                .<com.fasterxml.jackson.databind.JsonNode>valueToTree(spec.train())
                .properties()
                .forEach(field ->
                        params.put("train." + field.getKey(), field.getValue().asText()));
        TreeMap<String, String> texts = new TreeMap<>();
        params.forEach((name, value) -> texts.put(Names.key(name), String.valueOf(value)));
        return texts;
    }

    private static void choice(String what, Choice choice, Map<String, Object> params) {
        params.put(what, choice.name());
        choice.parameters().forEach((name, value) -> params.put(what + "." + name, value));
    }

    /** The first event of a (metric, epoch) counts, as in the database. */
    private static List<Page.Point> epochs(List<RunEvent> events) {
        Map<String, Page.Point> points = new LinkedHashMap<>();
        for (RunEvent event : events) {
            if (event.type().equals("epoch")
                    && event.data().get("epoch") instanceof Number epoch
                    && event.data().get("metrics") instanceof Map<?, ?> metrics) {
                metrics.forEach((name, value) -> points.putIfAbsent(
                        epoch + " " + name,
                        new Page.Point(
                                Names.key(String.valueOf(name)), number(value), event.time(), epoch.longValue())));
            }
        }
        return List.copyOf(points.values());
    }

    /** JSON has no NaN and no infinity: they are written as text. */
    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(value));
    }

    private static List<Page.Point> finals(FrozenPlan.Member member, List<Measurement> measurements, long time) {
        Map<String, EvalSet> sets = member.evalSets().stream()
                .collect(Collectors.toMap(EvalSet::name, set -> set, (first, again) -> first));
        List<Page.Point> points = new ArrayList<>();
        for (Measurement measurement : measurements) {
            EvalSet set = sets.get(measurement.evalSet());
            if (set != null && !Double.isNaN(measurement.score())) {
                points.add(new Page.Point(Names.metric(measurement, set), measurement.score(), time, 0));
            }
        }
        return points;
    }

    /** When the run first had an outcome; a later attempt that only predicts changes nothing. */
    private static OptionalLong ended(List<RunEvent> events) {
        OptionalLong outcome = events.stream()
                .filter(event -> event.type().equals("state"))
                .filter(event -> List.of("SUCCEEDED", "DIVERGED")
                        .contains(String.valueOf(event.data().get("state"))))
                .mapToLong(RunEvent::time)
                .findFirst();
        return outcome.isPresent()
                ? outcome
                : events.stream().mapToLong(RunEvent::time).max();
    }

    private static SortedMap<String, String> hashes(RunFiles files) {
        TreeMap<String, String> tags = new TreeMap<>();
        if (java.nio.file.Files.exists(files.result())) {
            Result result = Json.read(files.result(), Result.class);
            put(tags, "sdde.weights_sha256", result.weightsSha256());
            put(tags, "sdde.logits_sha256", result.logitsSha256());
            put(tags, "sdde.reason", result.reason());
        }
        return tags;
    }

    private static void put(Map<String, String> tags, String key, @Nullable String text) {
        if (text != null) {
            tags.put(key, text);
        }
    }

    private static RunStatus status(RunState state) {
        return switch (state) {
            case SUCCEEDED -> RunStatus.FINISHED;
            case DIVERGED, FAILED -> RunStatus.FAILED;
            case CANCELLED, PLANNED, LEASED, RUNNING -> RunStatus.KILLED;
        };
    }
}
