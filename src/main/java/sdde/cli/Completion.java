package sdde.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import sdde.config.UserError;
import sdde.evaluate.Evaluator;
import sdde.evaluate.LaterAggregators;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.schedule.HomeLock;
import sdde.store.Database;
import sdde.store.InOrder;

/** Brings the numbers of runs up to date with the aggregators of this program: what came later is computed from stored logits. */
final class Completion {
    private final Home home;
    private final Console console;

    /** @param console is told what was done, or why it could not be */
    Completion(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    /** A run, the sets that it has numbers on, and what is missing of them. */
    private record Gap(RunFiles files, List<EvalSet> sets, Set<String> aggregators) {}

    /** Before a report is made by a command that otherwise only reads; without the right to write it says what is missing. */
    void of(List<FrozenPlan> plans) {
        List<FrozenPlan.Member> members =
                plans.stream().flatMap(plan -> plan.members().stream()).toList();
        Map<RunId, Gap> gaps;
        try (Database database = Database.readOnly(home)) {
            gaps = gaps(members, database);
        }
        if (gaps.isEmpty()) {
            return;
        }
        try (HomeLock lock = HomeLock.take(home, "sweep report");
                Database database = Database.open(lock.home())) {
            fill(gaps, database);
        } catch (UserError e) {
            console.line("note: this report lacks %s: %s".formatted(names(gaps), e.getMessage()));
        }
    }

    /** @return runs that got new numbers */
    Set<RunId> of(Collection<FrozenPlan.Member> members, Database database) {
        Map<RunId, Gap> gaps = gaps(members, database);
        if (!gaps.isEmpty()) {
            fill(gaps, database);
        }
        return gaps.keySet();
    }

    private Map<RunId, Gap> gaps(Collection<FrozenPlan.Member> members, Database database) {
        Map<RunId, Gap> gaps = new LinkedHashMap<>();
        for (FrozenPlan.Member member : members) {
            List<Measurement> measured =
                    database.measurements(List.of(member.id())).getOrDefault(member.id(), List.of());
            RunFiles files = RunFiles.of(home.runs(), member.id());
            Set<String> missing =
                    LaterAggregators.missing(files, measured, member.spec().ensembleSize());
            if (!missing.isEmpty()) {
                Set<String> known = new TreeSet<>();
                measured.forEach(row -> known.add(row.evalSet()));
                List<EvalSet> sets = member.evalSets().stream()
                        .filter(set -> known.contains(set.name()))
                        .filter(set -> Files.exists(files.predictions(set.name())))
                        .toList();
                if (!sets.isEmpty()) {
                    gaps.put(member.id(), new Gap(files, sets, missing));
                }
            }
        }
        return gaps;
    }

    private void fill(Map<RunId, Gap> gaps, Database database) {
        console.line("note: computing %s from the stored logits of %d run%s"
                .formatted(names(gaps), gaps.size(), gaps.size() == 1 ? "" : "s"));
        List<RunId> failed = new ArrayList<>();
        InOrder.count(
                List.copyOf(gaps.entrySet()),
                gap -> Evaluator.evaluateOnly(
                        gap.getValue().files(),
                        gap.getValue().sets(),
                        gap.getValue().aggregators()),
                (gap, rows) -> {
                    try {
                        database.addMeasurements(gap.getKey(), rows.get());
                        return true;
                    } catch (UserError | UncheckedIOException e) {
                        failed.add(gap.getKey());
                        console.error(gap.getKey() + ": " + e.getMessage());
                        return false;
                    }
                });
        failed.forEach(gaps::remove);
    }

    private static String names(Map<RunId, Gap> gaps) {
        Set<String> names = new TreeSet<>();
        gaps.values().forEach(gap -> names.addAll(gap.aggregators()));
        return String.join(", ", names);
    }
}
