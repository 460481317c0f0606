package sdde.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.Measures;
import sdde.config.Place;
import sdde.config.Problems;
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
import sdde.run.RunFolders;
import sdde.worker.RunChecks;

/** From a sweep file to a plan of which every run can start. */
final class Planning {
    private Planning() {}

    /** @throws sdde.config.UserError that lists everything that is wrong; nothing has been started then */
    static Plan plan(Path file, Invocation invocation) {
        Planner planner = new Planner(
                RunChecks.vocabulary().with(measures()), invocation.program().root());
        Plan plan = planner.plan(file, new RunFolders(invocation.home().runs()));
        Problems problems = new Problems();
        Place place = Place.of(file.toString());
        Set<Choice> evaluated = new LinkedHashSet<>();
        for (PlannedRun run : plan.runs()) {
            RunChecks.problems(run.spec()).forEach(text -> problems.add(place, text));
            run.evalSets().forEach(set -> evaluated.add(set.dataset()));
        }
        evaluated.forEach(dataset -> dataProblem(dataset).ifPresent(text -> problems.add(place, text)));
        problems.throwIfAny();
        Problems warnings = new Problems();
        plan.runs().stream()
                .flatMap(run -> RunChecks.warnings(run.spec(), run.evalSets()).stream())
                .distinct()
                .forEach(text -> warnings.add(place, text));
        return plan.warned(warnings.all());
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
    private static Optional<String> dataProblem(Choice dataset) {
        try {
            Dataset created = Datasets.REGISTRY.create(dataset);
            created.checkFiles();
            Dataset.Facts facts = created.facts();
            return facts.height() > 0 ? Optional.empty() : Optional.of("data set '" + dataset + "' has no images");
        } catch (UserError e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
