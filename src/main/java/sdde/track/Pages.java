package sdde.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Makes the {@link Page} of a run from its folder. */
final class Pages {
    /** Names in a start event that say something about the machine; a list, so that nothing else can slip in. */
    private static final List<String> FACTS =
            List.of("host", "os", "arch", "cpu", "device", "gpu", "threads", "java", "djl", "libtorch", "commit");

    private Pages() {}

    /**
     * Its state is what its folder says.
     *
     * @param live whether an unfinished run is being worked on now; else whoever worked on it is dead
     * @param asked what is wanted besides numbers: {@code logits}, {@code weights}
     */
    static Page run(
            String sweep,
            FrozenPlan.Member member,
            RunFiles files,
            List<Measurement> measurements,
            List<String> asked,
            boolean live) {
        List<RunEvent> events = new EventLog(files.events()).read();
        RunState state = new RunFolders(files.folder().resolveSibling(".")).state(member.id());
        String status = status(state, live);
        boolean running = status.equals(Page.RUNNING);
        OptionalLong ended = ended(events);
        List<Page.Point> points = new ArrayList<>(epochs(events));
        if (!running) {
            points.addAll(finals(member, measurements, ended.orElse(0)));
        }
        SortedMap<String, Page.Source> images =
                running ? new TreeMap<>() : StepImages.of(files, chosenEpoch(files), ended.orElse(0));
        TreeMap<String, String> tags = new TreeMap<>(Map.of("sdde.state", state.name()));
        tags.putAll(facts(events));
        tags.putAll(hashes(files));
        if (!images.isEmpty()) {
            tags.put(StepImages.TAG, "True");
        }
        SortedMap<String, Page.Source> artifacts = new TreeMap<>(images);
        if (!running) {
            artifacts.putAll(files(member, files, measurements, asked));
        }
        return new Page(
                Names.run(member.spec()),
                new Page.Key(sweep, member.id().hex()),
                params(member.spec()),
                tags,
                points,
                running ? List.of() : Datasets.of(member, events),
                artifacts,
                status,
                events.isEmpty() ? null : (Long) events.get(0).time(),
                ended.isPresent() ? (Long) ended.getAsLong() : null);
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
                .<JsonNode>valueToTree(spec.train())
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
                                Names.epoch(String.valueOf(name)), number(value), event.time(), epoch.longValue())));
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
            if (set != null && Names.isShown(measurement, set)) {
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

    private static SortedMap<String, String> facts(List<RunEvent> events) {
        TreeMap<String, String> tags = new TreeMap<>();
        events.stream()
                .filter(event -> event.type().equals("start"))
                .forEach(start -> FACTS.forEach(fact -> {
                    Object value = start.data().get(fact);
                    if (value != null) {
                        tags.put("system." + fact, String.valueOf(value));
                    }
                }));
        put(tags, "mlflow.source.git.commit", tags.get("system.commit"));
        put(tags, "mlflow.source.name", "sdde");
        return tags;
    }

    private static SortedMap<String, String> hashes(RunFiles files) {
        TreeMap<String, String> tags = new TreeMap<>();
        Result.of(files).ifPresent(result -> {
            put(tags, "sdde.weights_sha256", result.weightsSha256());
            put(tags, "sdde.logits_sha256", result.logitsSha256());
            put(tags, "sdde.reason", result.reason());
        });
        return tags;
    }

    private static int chosenEpoch(RunFiles files) {
        Integer epoch = Files.exists(files.result())
                ? Json.read(files.result(), Result.class).epoch()
                : null;
        return epoch == null ? 0 : epoch;
    }

    private static void put(Map<String, String> tags, String key, @Nullable String text) {
        if (text != null) {
            tags.put(key, text);
        }
    }

    private static SortedMap<String, Page.Source> files(
            FrozenPlan.Member member, RunFiles run, List<Measurement> measurements, List<String> artifacts) {
        TreeMap<String, Page.Source> files = new TreeMap<>();
        for (Path file : List.of(run.run(), run.result(), run.events())) {
            add(files, run, file);
        }
        if (!measurements.isEmpty()) {
            files.put("measurements.csv", Page.Source.of(csv(measurements)));
        }
        if (artifacts.contains("weights")) {
            add(files, run, run.weights());
        }
        if (artifacts.contains("logits")) {
            member.evalSets().forEach(set -> add(files, run, run.predictions(set.name())));
        }
        return files;
    }

    private static void add(Map<String, Page.Source> files, RunFiles run, Path file) {
        if (Files.exists(file)) {
            files.put(run.folder().relativize(file).toString().replace('\\', '/'), Page.Source.of(file));
        }
    }

    /** All of them, as {@code sweep sql --csv} prints them. */
    private static String csv(List<Measurement> measurements) {
        return measurements.stream()
                .map(m -> String.join(
                        ",",
                        m.evalSet(),
                        m.aggregator(),
                        m.temperature(),
                        m.metric(),
                        Double.isNaN(m.score()) ? "" : Double.toString(m.score())))
                .collect(Collectors.joining("\n", "eval_set,aggregator,temperature,metric,score\n", "\n"));
    }

    private static String status(RunState state, boolean live) {
        return switch (state) {
            case SUCCEEDED -> "FINISHED";
            case DIVERGED, FAILED -> "FAILED";
            case LEASED, RUNNING -> live ? Page.RUNNING : "KILLED";
            case CANCELLED, PLANNED -> "KILLED";
        };
    }
}
