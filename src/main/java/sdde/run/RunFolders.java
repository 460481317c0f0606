package sdde.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
