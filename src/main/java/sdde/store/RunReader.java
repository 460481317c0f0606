package sdde.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdde.run.EventLog;
import sdde.run.Hashes;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.RunState;

/** Reads the folder of a run into rows. Nothing in a row depends on where the folder lies. */
final class RunReader {
    private final RunFiles files;
    private final RunId id;
    private final List<RunEvent> events;

    RunReader(RunFiles files) {
        this.files = files;
        this.id = new RunId(files.folder().getFileName().toString());
        this.events = new EventLog(files.events()).read();
    }

    RunRows rows() {
        JsonNode run = Json.read(files.run(), JsonNode.class);
        RunSpec spec = Json.MAPPER.convertValue(run.path("spec"), RunSpec.class);
        return new RunRows(id, run(spec), attempts(), epochMetrics(), artifacts(), provenance(run));
    }

    /** The row of a run that has not started. */
    static List<@Nullable Object> planned(RunId id, RunSpec spec) {
        return row(id, spec, RunState.PLANNED, null, null);
    }

    private List<@Nullable Object> run(RunSpec spec) {
        RunState state = new RunFolders(files.folder().resolveSibling(".")).state(id);
        Result result = Result.of(files).orElse(null);
        String reason = result != null
                ? result.reason()
                : text(lastState(null).map(event -> event.data().get("reason")));
        return row(id, spec, state, reason, result);
    }

    private static List<@Nullable Object> row(
            RunId id, RunSpec spec, RunState state, @Nullable String reason, @Nullable Result result) {
        Object lambda = spec.method().parameters().get("lambda");
        return list(
                id.hex(),
                spec.title(),
                state.name(),
                reason,
                spec.dataset().name(),
                spec.network().name(),
                spec.method().name(),
                lambda instanceof Number number ? number.doubleValue() : null,
                spec.ensembleSize(),
                spec.seed(),
                spec.train().epochs(),
                spec.train().batchSize(),
                spec.train().learningRate(),
                spec.train().momentum(),
                spec.train().weightDecay(),
                spec.train().augmentation(),
                Json.line(spec),
                result == null ? null : result.epoch(),
                result == null ? null : result.attempt(),
                result == null ? null : result.weightsSha256(),
                result == null ? null : result.logitsSha256());
    }

    private List<List<@Nullable Object>> attempts() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int number : files.attemptNumbers()) {
            RunFiles attempt = files.attempt(number);
            Optional<Job> job = Json.readIfWhole(attempt.job(), Job.class);
            List<RunEvent> told = new EventLog(attempt.events()).read();
            Optional<RunEvent> state = lastState(number);
            rows.add(list(
                    id.hex(),
                    number,
                    job.map(asked -> asked.kind().name()).orElse(null),
                    job.map(Job::device).orElse(null),
                    job.map(Job::threads).orElse(null),
                    of(told, "start").map(RunEvent::time).orElse(null),
                    of(told, "end")
                            .flatMap(end -> number(end.data().get("seconds")))
                            .orElse(null),
                    text(state.map(event -> event.data().get("state"))),
                    text(state.map(event -> event.data().get("reason")))));
        }
        return rows;
    }

    /** The first event of a (metric, epoch) counts. */
    private List<List<@Nullable Object>> epochMetrics() {
        SortedMap<String, List<@Nullable Object>> rows = new TreeMap<>();
        for (RunEvent event : events) {
            Optional<Double> epoch = number(event.data().get("epoch"));
            if (!event.type().equals("epoch")
                    || epoch.isEmpty()
                    || !(event.data().get("metrics") instanceof Map<?, ?> m)) {
                continue;
            }
            m.forEach((metric, value) -> number(value)
                    .ifPresent(score -> rows.putIfAbsent(
                            epoch.get().intValue() + " " + metric,
                            list(id.hex(), epoch.get().intValue(), metric, orNull(score), event.time()))));
        }
        return List.copyOf(rows.values());
    }

    /** What was promoted: result, weights, predictions. None before the run has a result. */
    private List<List<@Nullable Object>> artifacts() {
        if (Result.of(files).isEmpty()) {
            return List.of();
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Path path : promoted()) {
            String name = files.folder().relativize(path).toString().replace('\\', '/');
            rows.add(list(id.hex(), name, path.toFile().length(), Hashes.of(path)));
        }
        return rows;
    }

    private List<Path> promoted() {
        List<Path> found = new ArrayList<>(List.of(files.result(), files.trainingFeatures(), files.weights()));
        Path predictions = files.folder().resolve("predictions");
        if (Files.isDirectory(predictions)) {
            try (Stream<Path> all = Files.walk(predictions)) {
                all.filter(path -> path.toString().endsWith(".npz")).sorted().forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + predictions, e);
            }
        }
        found.removeIf(path -> !Files.isRegularFile(path));
        return found;
    }

    /** Everything in {@code run.json} but the specification, and what each attempt found when it started. */
    private List<List<@Nullable Object>> provenance(JsonNode run) {
        SortedMap<String, String> facts = new TreeMap<>();
        run.properties().forEach(field -> {
            if (!field.getKey().equals("spec")) {
                flatten(field.getKey(), field.getValue(), facts);
            }
        });
        List<List<@Nullable Object>> rows = new ArrayList<>();
        facts.forEach((name, content) -> rows.add(list(id.hex(), 0, name, content)));
        for (int number : files.attemptNumbers()) {
            SortedMap<String, String> found = new TreeMap<>();
            of(new EventLog(files.attempt(number).events()).read(), "start").ifPresent(start -> start.data()
                    .forEach((name, value) -> flatten(name, Json.MAPPER.valueToTree(value), found)));
            found.forEach((name, content) -> rows.add(list(id.hex(), number, name, content)));
        }
        return rows;
    }

    private static void flatten(String name, JsonNode value, Map<String, String> into) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(name + "." + field.getKey(), field.getValue(), into));
        } else if (!value.isNull()) {
            into.put(name, value.isValueNode() ? value.asText() : value.toString());
        }
    }

    /** @param attempt null: whichever */
    private Optional<RunEvent> lastState(@Nullable Integer attempt) {
        return events.stream()
                .filter(event -> event.type().equals("state"))
                .filter(event ->
                        attempt == null || number(event.data().get("attempt")).equals(Optional.of((double) attempt)))
                .reduce((earlier, later) -> later);
    }

    private static Optional<RunEvent> of(List<RunEvent> events, String type) {
        return events.stream().filter(event -> event.type().equals(type)).findFirst();
    }

    /** JSON has no NaN and no infinity: they are written as text. */
    private static Optional<Double> number(@Nullable Object value) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        return value instanceof String text
                        && List.of("NaN", "Infinity", "-Infinity").contains(text)
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }

    static @Nullable Double orNull(double score) {
        return Double.isNaN(score) ? null : score;
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(String::valueOf).orElse(null);
    }

    /** {@code List.of} refuses null. */
    static List<@Nullable Object> list(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
