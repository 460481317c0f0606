package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import sdde.evaluate.Outputs;
import sdde.evaluate.Predictions;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.calibration.Bins;
import sdde.report.statistics.DeLong;
import sdde.run.EvalSet;
import sdde.run.Npy;

/**
 * What the stored logits of one run say beyond its measurements.
 *
 * @param members accuracy of each member on the test set
 * @param accuracyBySize of sub-ensembles of 1 to N members, mean over sub-ensembles
 * @param aurocBySize likewise, of U_avg, by OOD set
 * @param deLong U_avg against prob-average, by OOD set
 * @param bins of confidence on the test set, 15 of equal width
 * @param scaled the same with the fitted temperature; none without one
 * @param certain share of test images whose confidence is 1 in single precision
 * @param cosines of saliency maps on the test set, finite ones, ascending
 * @param dead share of those images whose cosine is exactly 0 or undefined, as of maps that are all zero
 * @param pairs for the nested bootstrap, by OOD set; large
 */
record RunLogits(
        long seed,
        int classes,
        int images,
        List<Double> members,
        List<Double> accuracyBySize,
        Map<String, List<Double>> aurocBySize,
        Map<String, DeLong> deLong,
        Bins bins,
        @Nullable Bins scaled,
        double certain,
        List<Double> cosines,
        double dead,
        Map<String, PairedAuroc> pairs) {

    static Optional<RunLogits> read(Shelf shelf, Group group, StudyRun run) {
        return group.testSet()
                .flatMap(set -> shelf.predictions(run.member().id(), set))
                .map(test -> of(shelf, group, run, test));
    }

    private static RunLogits of(Shelf shelf, Group group, StudyRun run, Predictions test) {
        Outputs known = test.outputs();
        SubEnsembles subs = new SubEnsembles(test, known);
        Map<String, List<Double>> aurocs = new LinkedHashMap<>();
        Map<String, DeLong> deLongs = new LinkedHashMap<>();
        Map<String, PairedAuroc> pairs = new LinkedHashMap<>();
        double[] logits = confidence(known, "logit-average");
        double[] probabilities = confidence(known, "prob-average");
        for (String set : group.oodSets()) {
            shelf.predictions(run.member().id(), set)
                    .filter(ood -> ood.size() > 1 && ood.members() == known.members())
                    .ifPresent(ood -> {
                        Outputs other = ood.outputs();
                        aurocs.put(set, subs.auroc(other));
                        PairedAuroc pair = new PairedAuroc(
                                logits,
                                confidence(other, "logit-average"),
                                probabilities,
                                confidence(other, "prob-average"));
                        deLongs.put(set, pair.deLong());
                        pairs.put(set, pair);
                    });
        }
        Npy maps = test.cosines("cam_cosine");
        double[] cosines = maps == null ? new double[0] : maps.doubles();
        long dead = Arrays.stream(cosines)
                .filter(c -> c == 0 || !Double.isFinite(c))
                .count();
        return new RunLogits(
                run.spec().seed(),
                known.classes(),
                known.size(),
                members(test, known),
                subs.accuracy(),
                aurocs,
                deLongs,
                bins(test, known, 1),
                scaled(group, run, test, known),
                certain(known),
                Arrays.stream(cosines).filter(Double::isFinite).sorted().boxed().toList(),
                cosines.length == 0 ? Double.NaN : (double) dead / cosines.length,
                pairs);
    }

    RunLogits withoutPairs() {
        return new RunLogits(
                seed,
                classes,
                images,
                members,
                accuracyBySize,
                aurocBySize,
                deLong,
                bins,
                scaled,
                certain,
                cosines,
                dead,
                Map.of());
    }

    double[] sortedCosines() {
        return cosines.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] confidence(Outputs outputs, String aggregator) {
        return Aggregators.named(aggregator).confidence(outputs);
    }

    private static List<Double> members(Predictions test, Outputs outputs) {
        List<Double> accuracies = new ArrayList<>();
        for (int n = 0; n < outputs.members(); n++) {
            int right = 0;
            for (int b = 0; b < outputs.size(); b++) {
                right += outputs.vote(n, b) == test.label(b) ? 1 : 0;
            }
            accuracies.add((double) right / outputs.size());
        }
        return accuracies;
    }

    private static OptionalDouble temperature(Group group, StudyRun run) {
        return group.sets(EvalSet.Role.VALIDATION).stream()
                .flatMapToDouble(set ->
                        run.score(new ScoreKey(set, ScoreKey.NO_AGGREGATOR, ScoreKey.SCALED, "temperature")).stream())
                .findFirst();
    }

    private static @Nullable Bins scaled(Group group, StudyRun run, Predictions test, Outputs known) {
        OptionalDouble temperature = temperature(group, run);
        return temperature.isEmpty() ? null : bins(test, known, temperature.getAsDouble());
    }

    private static Bins bins(Predictions test, Outputs outputs, double temperature) {
        Bins bins = Bins.equalWidth(15, Bins.Closed.LEFT);
        for (int b = 0; b < outputs.size(); b++) {
            bins.add(probability(outputs, b, temperature), outputs.prediction(b) == test.label(b));
        }
        return bins;
    }

    private static double certain(Outputs outputs) {
        int certain = 0;
        for (int b = 0; b < outputs.size(); b++) {
            certain += (float) probability(outputs, b, 1) >= 1 ? 1 : 0;
        }
        return (double) certain / outputs.size();
    }

    /** Largest of the softmax of the mean logits. */
    private static double probability(Outputs outputs, int image, double temperature) {
        double largest = outputs.largestMeanLogit(image);
        double sum = 0;
        for (int c = 0; c < outputs.classes(); c++) {
            sum += Math.exp((outputs.meanLogit(image, c) - largest) / temperature);
        }
        return 1 / sum;
    }
}
