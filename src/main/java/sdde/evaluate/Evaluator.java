package sdde.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sdde.config.UserError;
import sdde.evaluate.aggregator.FeatureAggregators;
import sdde.run.EvalSet;
import sdde.run.RunFiles;

/** From the stored predictions of one run to its measurements. */
public final class Evaluator {
    private final RunFiles files;
    private final Wanted wanted;

    private Evaluator(RunFiles files, Wanted wanted) {
        this.files = files;
        this.wanted = wanted;
    }

    /**
     * Everything that can be said of a run: temperatures and calibration on its validation and test set, every
     * aggregator with every metric on each OOD set, diversity on validation and test. Sets are read one at a time.
     *
     * <p>OOD validation is told from the validation set, near and far OOD from the test set. Without a validation set
     * there are no temperatures and so no scaled rows; without stored training features none of their aggregators.
     *
     * @param evalSets at most one with the role of validation and one of test
     * @return in an order that depends on nothing but the order of {@code evalSets}; undefined numbers are left out
     * @throws UserError if a set lacks its counterpart, a role is given twice, or a file is not what it should be
     */
    public static List<Measurement> evaluate(RunFiles files, List<EvalSet> evalSets) {
        return new Evaluator(files, Wanted.ALL).evaluate(evalSets);
    }

    /**
     * As {@link #evaluate}, but what depends on these aggregators alone: for those that came later. Much faster.
     *
     * @param aggregators by name
     */
    public static List<Measurement> evaluateOnly(RunFiles files, List<EvalSet> evalSets, Set<String> aggregators) {
        return new Evaluator(files, Wanted.only(aggregators)).evaluate(evalSets);
    }

    private List<Measurement> evaluate(List<EvalSet> evalSets) {
        Rows rows = new Rows();
        Optional<EvalSet> validation = only(evalSets, EvalSet.Role.VALIDATION);
        Optional<EvalSet> test = only(evalSets, EvalSet.Role.TEST);
        Temperatures temperatures = Temperatures.none();
        Confidences known = Confidences.none();
        FeatureConfidences features = usesFeatures()
                ? FeatureConfidences.of(TrainingFeatures.read(files.trainingFeatures()), wanted)
                : FeatureConfidences.none();
        if (validation.isPresent()) {
            Predictions predictions = read(validation.get());
            temperatures = Temperatures.fit(predictions.outputs(), predictions.labels());
            known = new InDistribution(validation.get().name(), temperatures, features, wanted, rows)
                    .measure(predictions);
            if (wanted.all()) {
                new FittedTemperatures(validation.get().name(), temperatures).addTo(rows);
            }
        }
        outOfDistribution(
                evalSets, new Side(validation, temperatures, features, known, rows), EvalSet.Role.OOD_VALIDATION);
        if (test.isPresent()) {
            known = new InDistribution(test.get().name(), temperatures, features, wanted, rows)
                    .measure(read(test.get()));
        }
        Side side = new Side(test, temperatures, features, known, rows);
        outOfDistribution(evalSets, side, EvalSet.Role.OOD_NEAR);
        outOfDistribution(evalSets, side, EvalSet.Role.OOD_FAR);
        return rows.all();
    }

    private void outOfDistribution(List<EvalSet> evalSets, Side side, EvalSet.Role role) {
        List<EvalSet> sets = evalSets.stream().filter(set -> set.role() == role).toList();
        if (sets.isEmpty()) {
            return;
        }
        if (side.counterpart().isEmpty()) {
            throw new UserError(
                    "'%s' cannot be told from in-distribution images: no %s set is among the evaluation sets"
                            .formatted(
                                    sets.get(0).name(), role == EvalSet.Role.OOD_VALIDATION ? "validation" : "test"));
        }
        OutOfDistribution measured =
                new OutOfDistribution(side.temperatures(), side.features(), side.known(), wanted, side.rows());
        for (EvalSet set : sets) {
            measured.measure(set.name(), read(set));
        }
        measured.addMeans(meanName(role));
    }

    /** Name of the unweighted mean over the sets of a role: {@code ood-near/mean}. */
    public static String meanName(EvalSet.Role role) {
        return switch (role) {
            case OOD_NEAR -> "ood-near/mean";
            case OOD_FAR -> "ood-far/mean";
            case OOD_VALIDATION -> "ood-validation/mean";
            case VALIDATION, TEST -> throw new IllegalArgumentException("there is no mean over sets of role " + role);
        };
    }

    private static Optional<EvalSet> only(List<EvalSet> evalSets, EvalSet.Role role) {
        List<EvalSet> found =
                evalSets.stream().filter(set -> set.role() == role).toList();
        if (found.size() > 1) {
            throw new UserError("one set may have the role %s, got %s"
                    .formatted(
                            role == EvalSet.Role.TEST ? "test" : "validation",
                            found.stream().map(EvalSet::name).toList()));
        }
        return found.stream().findFirst();
    }

    /** Features are most of a file, and of diversity and few aggregators alone. */
    private Predictions read(EvalSet set) {
        Path file = files.predictions(set.name());
        return usesFeatures() ? Predictions.read(file) : Predictions.readWithoutFeatures(file);
    }

    private boolean usesFeatures() {
        return FeatureAggregators.REGISTRY.names().stream().anyMatch(wanted::has);
    }

    /** What OOD sets are compared with. */
    private record Side(
            Optional<EvalSet> counterpart,
            Temperatures temperatures,
            FeatureConfidences features,
            Confidences known,
            Rows rows) {}
}
