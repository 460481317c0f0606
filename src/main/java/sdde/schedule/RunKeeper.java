package sdde.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Pause;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunState;
import sdde.schedule.executor.Slot;

/**
 * The only hand that writes a run's own files. Every step can be done again after a crash in the middle of it: files move
 * by rename, events are appended once each, {@code result.json} comes last.
 */
final class RunKeeper {
    private final RunFolders folders;
    private final RunFiles files;
    private final Member member;
    private final Clock clock;
    private final EventLog log;
    private final Set<String> known = new HashSet<>();
    private boolean knownRead;

    RunKeeper(Path runs, Member member, Clock clock) {
        this.folders = new RunFolders(runs);
        this.files = RunFiles.of(runs, member.id());
        this.member = member;
        this.clock = clock;
        this.log = new EventLog(files.events());
    }

    RunFiles files() {
        return files;
    }

    RunState state() {
        return folders.state(member.id());
    }

    /** Whether the run has a result; a diverged one has no predictions and lacks none. */
    boolean isComplete() {
        return state().isFinished() && missing().isEmpty();
    }

    /** Sets to predict on; of a run that is not trained yet, all. */
    private List<EvalSet> missing() {
        if (state() == RunState.DIVERGED) {
            return List.of();
        }
        Set<String> names = folders.missingPredictions(member.id(), member.evalSets());
        return member.evalSets().stream()
                .filter(set -> names.contains(set.name()))
                .toList();
    }

    /** Finishes what a killed orchestrator left half done: events not copied yet, a promotion not finished. @return whether that made it whole */
    boolean recover() {
        mergeAll();
        for (int number : files.attemptNumbers()) {
            if (Result.of(files.attempt(number)).isPresent()) {
                promote(number);
            }
        }
        if (!state().isTerminal() && !files.attemptNumbers().isEmpty()) {
            List<Integer> numbers = files.attemptNumbers();
            state(RunState.CANCELLED, numbers.get(numbers.size() - 1), Map.of("reason", "lost with its orchestrator"));
        }
        return isComplete();
    }

    /** Copies the events of every attempt that are not known yet. */
    void mergeAll() {
        for (int number : files.attemptNumbers()) {
            merge(number, new EventLog(files.attempt(number).events()).read());
        }
    }

    /** Of the newest attempt, unless its end is written down. */
    OptionalInt openAttempt() {
        int newest = newestAttempt();
        return newest == 0 || state().isTerminal() ? OptionalInt.empty() : OptionalInt.of(newest);
    }

    /** Its number; 0 if there is none. */
    int newestAttempt() {
        List<Integer> numbers = files.attemptNumbers();
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    /** The slot that an attempt was given, by name. */
    Optional<String> slotOf(int attempt) {
        return log.read().stream()
                .filter(event -> event.type().equals("state"))
                .filter(event -> Integer.valueOf(attempt).equals(event.data().get("attempt")))
                .flatMap(event -> Optional.ofNullable(event.data().get("slot")).stream())
                .map(String::valueOf)
                .findFirst();
    }

    /** Writes {@code run.json} unless it is there, and whole. */
    void freeze(FrozenRun frozen) {
        if (Json.readIfWhole(files.run(), FrozenRun.class).isEmpty()) {
            Json.write(files.run(), frozen);
        }
    }

    /** Makes the folder of the next attempt, with its job: to train, to resume, or only to predict. @return its number */
    int nextAttempt(Slot slot, boolean endWithOrchestrator) {
        int number = Math.max(last(files.attemptNumbers()), lastTold()) + 1;
        boolean trained = Result.of(files).isPresent();
        List<String> checkpoints = Checkpoints.furthestFirst(files).stream()
                .map(folder -> folder.toAbsolutePath().toString())
                .toList();
        Job job = new Job(
                member.spec(),
                trained ? Job.Kind.PREDICT : Job.Kind.TRAIN,
                trained ? missing() : member.evalSets(),
                slot.device(),
                slot.threads(),
                trained || checkpoints.isEmpty() ? null : checkpoints.get(0),
                trained ? files.weights().toAbsolutePath().toString() : null,
                endWithOrchestrator,
                trained || checkpoints.isEmpty() ? List.of() : checkpoints.subList(1, checkpoints.size()),
                slot.visible(),
                slot.facts());
        Json.write(files.attempt(number).job(), job);
        return number;
    }

    private static int last(List<Integer> numbers) {
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    /** The greatest number of an attempt in the events, whose folder may be gone; its number must not mean another. */
    private int lastTold() {
        return log.read().stream()
                .map(event -> event.data().get("attempt"))
                .filter(Integer.class::isInstance)
                .mapToInt(Integer.class::cast)
                .max()
                .orElse(0);
    }

    /** Copies events of an attempt that are not known yet. @return those */
    List<RunEvent> merge(int attempt, List<RunEvent> events) {
        List<RunEvent> added = new ArrayList<>();
        for (RunEvent event : events) {
            RunEvent mine = event.type().equals("epoch") ? unknownMetrics(event) : withAttempt(event, attempt);
            if (isNew(mine)) {
                log.append(mine);
                added.add(mine);
            }
        }
        return added;
    }

    /** Notes a change of state; a repeated one, after a crash, only once. */
    void state(RunState state, int attempt, Map<String, ?> facts) {
        SortedMap<String, Object> data = new TreeMap<>(facts);
        data.put("state", state.name());
        data.put("attempt", attempt);
        if (isNew(new RunEvent(0, "state", data))) {
            log.append(new RunEvent(clock.millis(), "state", data));
        }
    }

    /** Whether everything that the attempt was asked for is in its folder, or has been promoted already. */
    boolean delivered(int attempt) {
        RunFiles from = files.attempt(attempt);
        Job job = Json.read(from.job(), Job.class);
        if (job.kind() == Job.Kind.TRAIN) {
            Optional<RunState> outcome = Result.of(from).map(Result::outcome);
            if (!outcome.equals(Optional.of(RunState.SUCCEEDED))) {
                return outcome.isPresent(); // a diverged run has no predictions
            }
        }
        return job.evalSets().stream().allMatch(set -> Files.exists(from.predictions(set.name())));
    }

    /** Moves an attempt's outputs to the run. @return SUCCEEDED or DIVERGED */
    RunState promote(int attempt) {
        RunFiles from = files.attempt(attempt);
        moveAll(from.saliency(), files.saliency(), ".png");
        moveAll(from.folder().resolve("predictions"), files.folder().resolve("predictions"), ".npz");
        if (!Files.exists(files.trainingFeatures())) {
            move(from.trainingFeatures(), files.trainingFeatures());
        }
        Optional<RunState> there = Result.of(files).map(Result::outcome);
        if (there.isPresent()) {
            state(there.get(), attempt, Map.of());
            return there.get();
        }
        move(from.weights(), files.weights());
        Result made = Json.read(from.result(), Result.class);
        state(made.outcome(), attempt, Map.of());
        Pause.at("rename");
        Json.write(
                files.result(),
                new Result(
                        made.outcome(),
                        attempt,
                        made.epoch(),
                        made.weightsSha256(),
                        made.logitsSha256(),
                        made.featuresSha256(),
                        made.reason()));
        Checkpoints.drop(files);
        return made.outcome();
    }

    private static RunEvent withAttempt(RunEvent event, int attempt) {
        SortedMap<String, Object> data = new TreeMap<>(event.data());
        data.put("attempt", attempt);
        return new RunEvent(event.time(), event.type(), data);
    }

    /** The event with those metrics whose (metric, epoch) no earlier event has told. */
    private RunEvent unknownMetrics(RunEvent event) {
        SortedMap<String, Object> data = new TreeMap<>(event.data());
        Map<String, Object> metrics = metrics(event);
        readKnown();
        metrics.keySet().removeIf(metric -> known.contains(metricKey(event, metric)));
        data.put("metrics", metrics);
        return new RunEvent(event.time(), event.type(), data);
    }

    private boolean isNew(RunEvent event) {
        readKnown();
        return remember(event);
    }

    private void readKnown() {
        if (!knownRead) {
            knownRead = true;
            log.read().forEach(this::remember);
        }
    }

    private boolean remember(RunEvent event) {
        if (event.type().equals("epoch")) {
            return metrics(event).keySet().stream()
                    .map(metric -> known.add(metricKey(event, metric)))
                    .reduce(false, Boolean::logicalOr);
        }
        boolean timeless = event.type().equals("state");
        return known.add(event.type() + (timeless ? "" : event.time()) + Json.line(event.data()));
    }

    private static String metricKey(RunEvent event, String metric) {
        return "epoch " + event.data().get("epoch") + " " + metric;
    }

    private static Map<String, Object> metrics(RunEvent event) {
        Map<String, Object> metrics = new TreeMap<>();
        if (event.data().get("metrics") instanceof Map<?, ?> map) {
            map.forEach((name, score) -> metrics.put(String.valueOf(name), score));
        }
        return metrics;
    }

    private static void moveAll(Path from, Path to, String ending) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(from)) {
            entries.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .forEach(path -> move(path, to.resolve(from.relativize(path))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + from, e);
        }
    }

    private static void move(Path from, Path to) {
        if (!Files.exists(from)) {
            return; // diverged, or moved before a crash
        }
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + from + " to " + to, e);
        }
    }
}
