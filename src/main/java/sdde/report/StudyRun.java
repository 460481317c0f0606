package sdde.report;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import sdde.evaluate.Measurement;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.FrozenRun;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.RunState;

/**
 * One run of a study and what became of it.
 *
 * @param state as the run's own files say
 * @param result none for a run without a result
 * @param events of the run, in the order of the file
 * @param measurements all of them; empty unless it succeeded
 */
public record StudyRun(
        FrozenPlan.Member member,
        RunState state,
        @Nullable Result result,
        List<RunEvent> events,
        List<Measurement> measurements) {
    public StudyRun {
        events = List.copyOf(events);
        measurements = List.copyOf(measurements);
    }

    /** A run by itself, apart from any plan. @param runs the folder {@code runs/} of a home */
    public static StudyRun read(Path runs, RunId id, List<Measurement> measurements) {
        RunFiles files = RunFiles.of(runs, id);
        FrozenRun frozen = Json.read(files.run(), FrozenRun.class);
        return new StudyRun(
                new FrozenPlan.Member(id, frozen.spec(), List.of()),
                new RunFolders(runs).state(id),
                Result.of(files).orElse(null),
                new EventLog(files.events()).read(),
                measurements);
    }

    RunSpec spec() {
        return member.spec();
    }

    /** Whether its numbers enter the tables: it succeeded and was evaluated. */
    boolean isUsed() {
        return state == RunState.SUCCEEDED && !measurements.isEmpty();
    }

    /** Empty if it was not measured or is undefined (NaN). */
    OptionalDouble score(ScoreKey key) {
        return measurements.stream()
                .filter(key::names)
                .mapToDouble(Measurement::score)
                .filter(score -> !Double.isNaN(score))
                .findFirst();
    }
}
