package sdde.evaluate;

import java.util.List;
import java.util.Optional;
import sdde.config.UserError;
import sdde.run.EvalSet;
import sdde.run.RunFiles;

/** From the stored predictions of one run to its measurements. */
public final class Evaluator {
    private Evaluator() {}

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
        Rows rows = new Rows();
        Optional<EvalSet> validation = only(evalSets, EvalSet.Role.VALIDATION);
        Optional<EvalSet> test = only(evalSets, EvalSet.Role.TEST);
        Temperatures temperatures = Temperatures.none();
        Confidences known = Confidences.none();
        FeatureConfidences features = FeatureConfidences.of(TrainingFeatures.read(files.trainingFeatures()));
        if (validation.isPresent()) {
            Predictions predictions = read(files, validation.get());
            temperatures = Temperatures.fit(predictions.outputs(), predictions.labels());
            known = new InDistribution(validation.get().name(), temperatures, features, rows).measure(predictions);
            new FittedTemperatures(validation.get().name(), temperatures).addTo(rows);
        }
        outOfDistribution(
                files,
                evalSets,
                new Side(validation, temperatures, features, known, rows),
                EvalSet.Role.OOD_VALIDATION);
        if (test.isPresent()) {
            known = new InDistribution(test.get().name(), temperatures, features, rows)
                    .measure(read(files, test.get()));
        }
        Side side = new Side(test, temperatures, features, known, rows);
        outOfDistribution(files, evalSets, side, EvalSet.Role.OOD_NEAR);
        outOfDistribution(files, evalSets, side, EvalSet.Role.OOD_FAR);
        return rows.all();
    }

    private static void outOfDistribution(RunFiles files, List<EvalSet> evalSets, Side side, EvalSet.Role role) {
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
                new OutOfDistribution(side.temperatures(), side.features(), side.known(), side.rows());
        for (EvalSet set : sets) {
            measured.measure(set.name(), read(files, set));
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

    private static Predictions read(RunFiles files, EvalSet set) {
        return Predictions.read(files.predictions(set.name()));
    }

    /** What OOD sets are compared with. */
    private record Side(
            Optional<EvalSet> counterpart,
            Temperatures temperatures,
            FeatureConfidences features,
            Confidences known,
            Rows rows) {}
}
