package sdde.evaluate;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sdde.evaluate.aggregator.Aggregator;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.aggregator.FeatureAggregators;
import sdde.run.RunFiles;

/** Aggregators that this program has and the one that measured a run had not. */
public final class LaterAggregators {
    private LaterAggregators() {}

    /**
     * Those without any number on some set of a run.
     *
     * @param measured all numbers of the run; if there are none, none is missing: nothing was evaluated yet
     * @param members N: what is undefined for a single member has no number and is not missing
     */
    public static Set<String> missing(RunFiles files, List<Measurement> measured, int members) {
        Map<String, Set<String>> bySet = new HashMap<>();
        measured.forEach(row -> bySet.computeIfAbsent(row.evalSet(), set -> new LinkedHashSet<>())
                .add(row.aggregator()));
        Set<String> expected = new LinkedHashSet<>();
        Aggregators.REGISTRY.names().stream()
                .filter(name -> isDefined(Aggregators.named(name), members))
                .forEach(expected::add);
        if (Files.exists(files.trainingFeatures())) {
            expected.addAll(FeatureAggregators.REGISTRY.names());
        }
        Set<String> missing = new LinkedHashSet<>();
        bySet.values()
                .forEach(names ->
                        expected.stream().filter(name -> !names.contains(name)).forEach(missing::add));
        return missing;
    }

    private static boolean isDefined(Aggregator aggregator, int members) {
        Outputs outputs = new Outputs(members, 1, 2, new double[2 * members]);
        return !Double.isNaN(aggregator.confidence(outputs, 0));
    }
}
