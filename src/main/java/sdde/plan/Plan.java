package sdde.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sdde.config.Problems;
import sdde.config.Setting;
import sdde.config.Smoke;
import sdde.config.Sweep;
import sdde.run.FrozenPlan;
import sdde.run.Registration;
import sdde.run.RunState;

/**
 * What a sweep comes to, before anything starts.
 *
 * @param runs in the order in which they start
 * @param expanded points of all blocks, before exclusion and merging
 * @param merged points that named a run already there
 * @param exclusions one for each rule, in the order of the file
 * @param ahead one for each rule of {@code priority}, in the order of the file
 * @param resolved values that the sweep left to its recipes, with their source
 * @param warnings what is allowed but hardly meant
 * @param missing published data that cannot be used yet: no run starts before they can
 */
public record Plan(
        Sweep sweep,
        List<PlannedRun> runs,
        int expanded,
        List<Merged> merged,
        List<Excluded> exclusions,
        List<Ahead> ahead,
        List<Resolved> resolved,
        List<Problems.Problem> warnings,
        List<Problems.Problem> missing) {
    /** @param title of the run that points named more than once, @param points how often beyond the first */
    public record Merged(String title, int points) {}

    /** A rule of {@code exclude} and the number of points it took out. */
    public record Excluded(Sweep.Rule rule, int points) {}

    /** A rule of {@code priority} and the number of runs that start where it says; a run counts for its first rule. */
    public record Ahead(Sweep.Rule rule, int runs) {}

    /**
     * A value from the recipe, from {@code set} or built in.
     *
     * @param key {@code sdde.lambda}, {@code train.epochs}
     * @param source file, line and column, and the comment there
     */
    public record Resolved(String dataset, String key, String value, String source) {}

    public Plan {
        runs = List.copyOf(runs);
        merged = List.copyOf(merged);
        exclusions = List.copyOf(exclusions);
        ahead = List.copyOf(ahead);
        resolved = List.copyOf(resolved);
        warnings = List.copyOf(warnings);
        missing = List.copyOf(missing);
    }

    /** With more warnings. */
    public Plan warned(List<Problems.Problem> more) {
        List<Problems.Problem> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Plan(sweep, runs, expanded, merged, exclusions, ahead, resolved, all, missing);
    }

    /** Seen while a program works in its home: what was begun and not ended is running. */
    public Plan liveNow() {
        List<PlannedRun> now = runs.stream().map(PlannedRun::liveNow).toList();
        return new Plan(sweep, now, expanded, merged, exclusions, ahead, resolved, warnings, missing);
    }

    /** Points that named a run already in the plan. */
    public int mergedPoints() {
        return merged.stream().mapToInt(Merged::points).sum();
    }

    /** The distinct values of every axis, in the order of the file; λ apart from the methods that take it. */
    public Map<String, List<String>> axes() {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        Set<Setting> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // draws share theirs
        for (Sweep.Block block : sweep.blocks()) {
            for (Sweep.Axis axis : block.axes()) {
                for (Sweep.Value value : axis.values()) {
                    value.settings().forEach((key, setting) -> {
                        if (seen.add(setting)) {
                            values.computeIfAbsent(
                                            key.equals("method.lambda") ? "lambda" : key,
                                            absent -> new LinkedHashSet<>())
                                    .add(PlanPrinter.shown(setting.value()));
                        }
                    });
                }
            }
        }
        Map<String, List<String>> axes = new LinkedHashMap<>();
        values.forEach((key, distinct) -> axes.put(key, List.copyOf(distinct)));
        return axes;
    }

    public long count(PlannedRun.Standing standing) {
        return runs.stream().filter(run -> run.standing() == standing).count();
    }

    /** What is claimed, and how many runs had begun by then. @param time milliseconds since 1970, UTC */
    public Registration register(long time) {
        int begun = (int)
                runs.stream().filter(run -> run.state() != RunState.PLANNED).count();
        return new Registration(
                time,
                freeze(time).hash(),
                runs.size(),
                begun,
                List.copyOf(sweep.claims().keySet()),
                sweep.report());
    }

    /** As it is written before the first run starts. @param time milliseconds since 1970, UTC */
    public FrozenPlan freeze(long time) {
        return new FrozenPlan(
                sweep.name(),
                sweep.description(),
                time,
                runs.stream()
                        .map(run -> new FrozenPlan.Member(run.id(), run.spec(), run.evalSets()))
                        .toList(),
                expanded,
                mergedPoints(),
                exclusions.stream()
                        .map(excluded -> new FrozenPlan.Exclusion(
                                excluded.rule().text() + " (" + excluded.rule().place() + ")", excluded.points()))
                        .toList(),
                sweep.text(),
                List.copyOf(sweep.claims().keySet()),
                sweep.report(),
                sweep.smoke().map(Smoke::withoutReasons).orElse(null));
    }
}
