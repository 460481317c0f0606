package sdde.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.Overlaps;
import sdde.run.Registrations;
import sdde.run.Result;
import sdde.run.RunFiles;
import sdde.run.RunFolders;
import sdde.run.RunId;

/**
 * All that a report is made of: a function of the run folders and of nothing else. It knows neither the invocation nor
 * the clock nor the place of the folders.
 *
 * @param heading what the sweep file says it is about
 * @param runs of the plan, in its order, each with what became of it
 * @param sizes samples of each evaluation set, by its name, as far as predictions are there
 * @param claims every one that the sweep ever made
 * @param overlaps between its sets, as far as looked for
 * @param evidence what else lies beside the runs
 */
public record Study(
        FrozenPlan plan,
        Heading heading,
        List<StudyRun> runs,
        SortedMap<String, Integer> sizes,
        List<Registrations.Standing> claims,
        List<Overlaps.Pair> overlaps,
        Evidence evidence) {
    public Study {
        claims = List.copyOf(claims);
        overlaps = List.copyOf(overlaps);
        runs = List.copyOf(runs);
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
    }

    /** A study without files: for tests and for callers that hold everything already. */
    public static Study of(FrozenPlan plan, List<StudyRun> runs, Map<String, Integer> sizes) {
        return new Study(plan, Heading.of(plan), runs, new TreeMap<>(sizes), List.of(), List.of(), Evidence.of(plan));
    }

    /** The same with what was claimed and compared beside the runs. */
    public Study with(List<Registrations.Standing> claimed, List<Overlaps.Pair> compared) {
        return new Study(plan, heading, runs, sizes, claimed, compared, evidence);
    }

    /** The same with what else is known; of several sweeps it bears the titles of all. */
    public Study with(Evidence known) {
        return new Study(plan, Heading.of(known.sources()), runs, sizes, claims, overlaps, known);
    }

    /**
     * Reads the run folders of a plan.
     *
     * @param runs the folder {@code runs/} of a home
     * @param measurements all that is known of a run; empty for one without predictions
     */
    public static Study read(FrozenPlan plan, Path runs, Function<RunId, List<Measurement>> measurements) {
        RunFolders folders = new RunFolders(runs);
        List<StudyRun> studied = plan.members().stream()
                .map(member -> read(member, folders, measurements.apply(member.id())))
                .toList();
        Study study = of(plan, studied, sizes(plan, runs));
        return study.with(study.evidence().with(Shelf.of(runs)));
    }

    private static StudyRun read(FrozenPlan.Member member, RunFolders folders, List<Measurement> measurements) {
        RunFiles files = RunFiles.of(folders.runs(), member.id());
        Result result = Result.of(files).orElse(null);
        return new StudyRun(
                member,
                folders.state(member.id()),
                result,
                new EventLog(files.events()).read(),
                result == null ? List.of() : measurements);
    }

    /** Of the first run that has predictions on a set: all runs have the same images. */
    private static SortedMap<String, Integer> sizes(FrozenPlan plan, Path runs) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        for (FrozenPlan.Member member : plan.members()) {
            for (EvalSet set : member.evalSets()) {
                Path file = RunFiles.of(runs, member.id()).predictions(set.name());
                if (!sizes.containsKey(set.name()) && Files.exists(file)) {
                    Npy labels = Npz.read(file, "labels"::equals).get("labels");
                    if (labels != null) {
                        sizes.put(set.name(), labels.size());
                    }
                }
            }
        }
        return sizes;
    }
}
