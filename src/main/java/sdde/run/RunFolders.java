package sdde.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ledger read from {@code runs/} itself, which is the truth. @param runs the folder {@code runs/} of a home */
public record RunFolders(Path runs) implements RunLedger {
    @Override
    public RunState state(RunId id) {
        RunFiles files = RunFiles.of(runs, id);
        if (!Files.exists(files.folder())) {
            return RunState.PLANNED;
        }
        Optional<Result> result = Result.of(files);
        if (result.isPresent()) {
            return result.get().outcome();
        }
        List<RunEvent> events = new EventLog(files.events()).read();
        RunState told = events.stream()
                .filter(event -> event.type().equals("state"))
                .flatMap(event -> RunState.of(event).stream())
                .reduce((earlier, later) -> later)
                .orElse(RunState.PLANNED);
        // the result comes last: without it a killed orchestrator was about to write it, whatever the events say
        return told.isFinished() ? RunState.RUNNING : told;
    }

    /** As they are now, for plans of many runs: one look into the folder instead of one for each run. */
    public RunLedger listed() {
        Set<String> there = names();
        RunFolders folders = this;
        return new RunLedger() {
            @Override
            public RunState state(RunId id) {
                return there.contains(id.hex()) ? folders.state(id) : RunState.PLANNED;
            }

            @Override
            public Set<String> missingPredictions(RunId id, Collection<EvalSet> evalSets) {
                return folders.missingPredictions(id, evalSets);
            }
        };
    }

    private Set<String> names() {
        if (!Files.isDirectory(runs)) {
            return Set.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + runs, e);
        }
    }

    @Override
    public Set<String> missingPredictions(RunId id, Collection<EvalSet> evalSets) {
        RunFiles files = RunFiles.of(runs, id);
        boolean features = Files.exists(files.trainingFeatures()); // stored together with those of predictions
        Set<String> missing = new TreeSet<>();
        for (EvalSet set : evalSets) {
            if (!Files.exists(files.predictions(set.name())) || (set.longFeatures() && !features)) {
                missing.add(set.name());
            }
        }
        return missing;
    }
}
