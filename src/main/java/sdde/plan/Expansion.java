package sdde.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import sdde.config.Execution;
import sdde.config.Problems;
import sdde.config.Setting;
import sdde.config.Sweep;
import sdde.run.EvalSet;
import sdde.run.RunId;
import sdde.run.RunLedger;
import sdde.run.RunSpec;
import sdde.run.RunState;

/** Makes the points of a sweep, takes out the excluded ones and merges equal ones. A pure function of the sweep. */
final class Expansion {
    private static final long MOST_POINTS = 1_000_000;
    /** Of a sweep that is wrong anyway: more would take long to tell little. */
    private static final long MOST_TRIED = 20_000;

    /** A run, how often it was named, the sets of all points that named it and the best of their ranks. */
    private static final class Found {
        private final Point point;
        private final RunSpec spec;
        private List<EvalSet> evalSets;
        private int rank;
        private int times = 1;

        Found(Point point, RunSpec spec, int rank) {
            this.point = point;
            this.spec = spec;
            this.evalSets = point.evalSets();
            this.rank = rank;
        }

        int rank() {
            return rank;
        }

        void again(List<EvalSet> others, int otherRank) {
            times++;
            rank = Math.min(rank, otherRank);
            if (!evalSets.equals(others)) {
                Map<String, EvalSet> union = new LinkedHashMap<>();
                evalSets.forEach(set -> union.put(set.name(), set));
                others.forEach(set -> union.putIfAbsent(set.name(), set));
                evalSets = List.copyOf(union.values());
            }
        }
    }

    private final Sweep sweep;
    private final Resolver resolver;
    private final Problems problems;
    private final List<Found> named = new ArrayList<>();
    private final Map<RunId, Found> found = new LinkedHashMap<>();
    private final Rules excluded;
    private final Rules ahead;
    private int expanded;

    /** @param defaults of rules */
    Expansion(Sweep sweep, Resolver resolver, RuleDefaults defaults, Problems problems) {
        this.sweep = sweep;
        this.resolver = resolver;
        this.problems = problems;
        this.excluded = new Rules(defaults.writtenOut(sweep.rules()));
        this.ahead = new Rules(defaults.writtenOut(sweep.priority()));
    }

    void expand() {
        long all = 0;
        for (Sweep.Block block : sweep.blocks()) {
            long points = 1;
            for (Sweep.Axis axis : block.axes()) {
                points = Math.min(points * axis.values().size(), MOST_POINTS + 1);
            }
            all += points;
            if (all > MOST_POINTS) {
                problems.leaveOpen();
                problems.add(block.place(), "has more than 1,000,000 points, the most a sweep may have");
                return;
            }
        }
        if (!problems.isEmpty() && all > MOST_TRIED) {
            problems.leaveOpen();
            return;
        }
        sweep.blocks().forEach(this::expand);
        if (problems.isEmpty()) {
            merge();
        }
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    /** Its runs but for their seeds, which make none impossible. */
    List<RunsCheck.Checked> checked() {
        IdentityHashMap<Point, Set<Integer>> sizes = new IdentityHashMap<>(); // the runs of a point share it
        List<RunsCheck.Checked> distinct = new ArrayList<>();
        for (Found run : named) {
            if (sizes.computeIfAbsent(run.point, absent -> new HashSet<>()).add(run.spec.ensembleSize())) {
                distinct.add(new RunsCheck.Checked(run.spec, run.point.evalSets()));
            }
        }
        return distinct;
    }

    /** What a point is made of is resolved once for all ensemble sizes and seeds; the points are in the file's order. */
    private void expand(Sweep.Block block) {
        List<Sweep.Axis> costly = block.axes().stream()
                .filter(axis -> !Point.CHEAP.contains(axis.key()))
                .toList();
        List<Optional<Resolved>> resolved = new ArrayList<>();
        each(
                costly,
                0,
                Map.of(),
                settings -> resolved.add(resolver.resolve(settings)
                        .map(point -> new Resolved(point, excluded.concerning(point), ahead.concerning(point)))));
        boolean isSized = block.axes().stream()
                .flatMap(axis -> axis.values().stream().limit(1))
                .anyMatch(value -> value.settings().containsKey("ensemble_size"));
        if (isSized) { // else it is told already
            walk(block.axes(), resolved, 0, 0, new Cheap(0, 0));
        }
    }

    /** @param excluded rules that may take it out. @param ahead rules that may put it ahead */
    private record Resolved(Point point, BitSet excluded, BitSet ahead) {}

    /** What is not part of a resolved point. */
    private record Cheap(int ensembleSize, long seed) {
        Cheap with(Sweep.Value value) {
            Setting size = value.settings().get("ensemble_size");
            Setting draw = value.settings().get("seed");
            return size == null && draw == null
                    ? this
                    : new Cheap(
                            size == null ? ensembleSize : Math.toIntExact((Long) size.value()),
                            draw == null ? seed : (Long) draw.value());
        }
    }

    /** @param index of the combination of costly values chosen so far */
    private void walk(List<Sweep.Axis> axes, List<Optional<Resolved>> resolved, int depth, int index, Cheap cheap) {
        if (depth == axes.size()) {
            resolved.get(index).ifPresent(point -> add(point, cheap));
            return;
        }
        Sweep.Axis axis = axes.get(depth);
        boolean isCheap = Point.CHEAP.contains(axis.key());
        for (int i = 0; i < axis.values().size(); i++) {
            int next = isCheap ? index : index * axis.values().size() + i;
            walk(axes, resolved, depth + 1, next, cheap.with(axis.values().get(i)));
        }
    }

    private static void each(
            List<Sweep.Axis> axes, int depth, Map<String, Setting> settings, Consumer<Map<String, Setting>> visit) {
        if (depth == axes.size()) {
            visit.accept(settings);
            return;
        }
        for (Sweep.Value value : axes.get(depth).values()) {
            Map<String, Setting> with = new LinkedHashMap<>(settings);
            with.putAll(value.settings());
            each(axes, depth + 1, with, visit);
        }
    }

    private void add(Resolved resolved, Cheap cheap) {
        expanded++;
        OptionalInt taken = excluded.first(resolved.excluded(), cheap.ensembleSize(), cheap.seed());
        if (taken.isPresent()) {
            excluded.count(taken.getAsInt());
            return;
        }
        int rank = ahead.first(resolved.ahead(), cheap.ensembleSize(), cheap.seed())
                .orElse(sweep.priority().size());
        Point point = resolved.point();
        named.add(new Found(point, point.with(cheap.ensembleSize(), cheap.seed()), rank));
    }

    private void merge() {
        List<RunId> ids = RunSpec.ids(named.stream().map(run -> run.spec).toList());
        for (int i = 0; i < ids.size(); i++) {
            Found again = named.get(i);
            Found first = found.putIfAbsent(ids.get(i), again);
            if (first != null) {
                first.again(again.evalSets, again.rank);
            }
        }
    }

    /** The plan of all points made, with the standing of each run. @param missing data that cannot be used yet */
    Plan plan(RunLedger ledger, List<Problems.Problem> missing) {
        List<PlannedRun> runs = new ArrayList<>();
        List<Plan.Merged> merged = new ArrayList<>();
        found.entrySet().stream().sorted(Map.Entry.comparingByValue(order())).forEach(entry -> {
            Found run = entry.getValue();
            runs.add(planned(entry.getKey(), run, ledger));
            if (run.rank < sweep.priority().size()) {
                ahead.count(run.rank);
            }
        });
        if (found.size() < named.size()) {
            RunNames names =
                    new RunNames(found.values().stream().map(run -> run.spec).toList());
            found.values().stream()
                    .filter(run -> run.times > 1)
                    .forEach(run -> merged.add(new Plan.Merged(names.of(run.spec), run.times - 1)));
        }
        Problems warnings = new Problems();
        List<Plan.Excluded> rules = new ArrayList<>();
        for (int i = 0; i < sweep.rules().size(); i++) {
            Sweep.Rule rule = sweep.rules().get(i);
            rules.add(new Plan.Excluded(rule, excluded.times(i)));
            if (excluded.times(i) == 0 && sweep.smoke().isEmpty()) {
                warnings.add(rule.place(), "rule " + rule.text() + " takes out no point");
            }
        }
        List<Plan.Ahead> first = new ArrayList<>();
        for (int i = 0; i < sweep.priority().size(); i++) {
            Sweep.Rule rule = sweep.priority().get(i);
            first.add(new Plan.Ahead(rule, ahead.times(i)));
            if (ahead.times(i) == 0 && sweep.smoke().isEmpty()) {
                warnings.add(
                        rule.place(),
                        "rule %s puts no run ahead: none agrees with it, or with it alone".formatted(rule.text()));
            }
        }
        return new Plan(sweep, runs, expanded, merged, rules, first, resolver.resolved(), warnings.all(), missing);
    }

    /** In which runs start; stable: what it leaves open is the file's order. */
    private Comparator<Found> order() {
        Comparator<Found> byRank = Comparator.comparingInt(Found::rank);
        return sweep.execution().order() == Execution.Order.SEEDS
                ? byRank.thenComparingLong(run -> run.spec.seed())
                : byRank;
    }

    private static PlannedRun planned(RunId id, Found run, RunLedger ledger) {
        RunState state = ledger.state(id);
        Set<String> missing = state == RunState.SUCCEEDED ? ledger.missingPredictions(id, run.evalSets) : Set.of();
        return new PlannedRun(run.spec, id, run.evalSets, state, missing, false);
    }
}
