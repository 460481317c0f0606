package sdde.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.Measures;
import sdde.config.MissingData;
import sdde.config.Problems;
import sdde.config.Sweep;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.diversity.Diversities;
import sdde.evaluate.metric.DetectionMetric;
import sdde.evaluate.metric.Metric;
import sdde.evaluate.metric.Metrics;
import sdde.evaluate.metric.SelectionMetric;
import sdde.plan.Plan;
import sdde.plan.PlannedRun;
import sdde.plan.Planner;
import sdde.plan.RunsCheck;
import sdde.run.EvalSet;
import sdde.run.RunFolders;
import sdde.run.RunLedger;
import sdde.worker.RunChecks;

/** From a sweep file to a plan of which every run can start. */
final class Planning {
    private Planning() {}

    /** @throws sdde.config.UserError that lists everything that is wrong; nothing has been started then */
    static Plan plan(Path file, Invocation invocation) {
        Plan plan = outlook(file, invocation);
        refuseIfLacking(plan);
        return plan;
    }

    /** @throws sdde.config.UserError that lists the data that are missing, if any are */
    static void refuseIfLacking(Plan plan) {
        Problems problems = new Problems();
        plan.missing().forEach(problem -> problems.add(problem.place(), problem.text()));
        problems.throwIfAny();
    }

    /**
     * A plan that may still lack published data, which it names.
     *
     * @throws sdde.config.UserError that lists everything that is wrong, if more is wrong than missing data
     */
    static Plan outlook(Path file, Invocation invocation) {
        Planner planner = new Planner(
                RunChecks.vocabulary().with(measures()), invocation.program().root(), Planning::check);
        RunLedger runs = new RunFolders(invocation.home().runs()).listed();
        Plan plan = invocation.has(CommonOptions.SMOKE)
                ? planner.smoke(file, runs, new ShelvedData())
                : planner.plan(file, runs);
        Places places = new Places(plan.sweep());
        Problems warnings = new Problems();
        IdentityHashMap<Choice, Set<List<EvalSet>>> warned = new IdentityHashMap<>(); // many runs share both
        for (PlannedRun run : plan.runs()) {
            if (warned.computeIfAbsent(run.spec().method(), absent -> identities())
                    .add(run.evalSets())) {
                RunChecks.warnings(run.spec(), run.evalSets())
                        .forEach(text -> warnings.add(places.method(run.spec()), text));
            }
        }
        return plan.warned(warnings.all());
    }

    private static void check(Sweep sweep, Collection<RunsCheck.Checked> runs, Problems problems, Problems missing) {
        Places places = new Places(sweep);
        Set<String> told = new HashSet<>(); // a data set that is missing is missing for every run
        missing.all().forEach(problem -> told.add(problem.text()));
        IdentityHashMap<Choice, Optional<UserError>> asked = new IdentityHashMap<>(); // looks at files
        for (RunsCheck.Checked run : runs) {
            asked.computeIfAbsent(run.spec().dataset(), Planning::dataProblem)
                    .filter(wrong -> told.add(wrong.text()))
                    .ifPresent(wrong -> (wrong instanceof MissingData ? missing : problems)
                            .add(places.dataset(run.spec()), wrong.text()));
            RunChecks.problems(run.spec()).stream()
                    .filter(text -> !told.contains(text))
                    .forEach(text -> problems.add(
                            text.startsWith("network ") ? places.network(run.spec()) : places.method(run.spec()),
                            text));
        }
        Set<EvalSet> evaluated = new LinkedHashSet<>();
        Set<List<EvalSet>> seen = identities();
        runs.stream().map(RunsCheck.Checked::evalSets).filter(seen::add).forEach(evaluated::addAll);
        evaluated.forEach(set -> dataProblem(set.dataset())
                .filter(wrong -> told.add(wrong.text()))
                .ifPresent(wrong ->
                        (wrong instanceof MissingData ? missing : problems).add(places.evalSet(set), wrong.text())));
    }

    private static <T> Set<T> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** What claims may be about. */
    static Measures measures() {
        Map<String, Measures.Kind> metrics = new LinkedHashMap<>();
        Metrics.REGISTRY.names().forEach(name -> metrics.put(name, kind(Metrics.REGISTRY.defaults(name))));
        Diversities.REGISTRY.names().forEach(name -> metrics.put(name, Measures.Kind.PREDICTION));
        Map<String, String> aggregators = new LinkedHashMap<>();
        Aggregators.REGISTRY.names().forEach(name -> aggregators.put(name, name));
        aggregators.putAll(new TreeMap<>(Aggregators.ALIASES));
        return new Measures(metrics, aggregators);
    }

    private static Measures.Kind kind(Metric metric) {
        if (metric instanceof DetectionMetric) {
            return Measures.Kind.DETECTION;
        }
        return metric instanceof SelectionMetric ? Measures.Kind.SELECTION : Measures.Kind.PREDICTION;
    }

    /** Asks a data set for its files and its size. */
    private static Optional<UserError> dataProblem(Choice dataset) {
        try {
            Dataset created = Datasets.REGISTRY.create(dataset);
            created.checkFiles();
            Dataset.Facts facts = created.facts();
            return facts.height() > 0
                    ? Optional.empty()
                    : Optional.of(new UserError("data set '" + dataset + "' has no images"));
        } catch (UserError e) {
            return Optional.of(e);
        }
    }
}
