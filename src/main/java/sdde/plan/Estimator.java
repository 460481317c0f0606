package sdde.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.plan.PlannedRun.Standing;
import sdde.run.EvalSet;
import sdde.run.RunSpec;
import sdde.run.StepTimes;

/**
 * Estimates time and disk of what a plan has left to do: from runs that were measured where there are any, else from
 * {@link CostModel}.
 */
public final class Estimator {
    /** A JVM and its engine. */
    private static final double START_SECONDS = 3;
    /** Training images whose features are looked at where features are stored. */
    private static final long FEATURE_IMAGES = 10_000;
    /** Images of the usual prediction file that deflate leaves: logits hardly shrink, features after ReLU do. */
    private static final double COMPRESSED = 0.8;
    /** Label, id, saliency similarity. */
    private static final int BYTES_BESIDE = 20;
    /** Events, log, job, result. */
    private static final int BYTES_OF_TEXT = 20_000;
    /** Wider features are stored only where a sweep asks for them. */
    private static final int MOST_FEATURES = 128;

    /** The newest, the one before it, and the one being written. */
    private static final int CHECKPOINTS = 3;

    private final RunFacts facts;
    private final Map<String, List<Double>> steps = new HashMap<>();
    private final Map<String, List<Double>> calibrated = new HashMap<>();
    /** Measured against model, by network. */
    private final Map<String, List<Double>> ratios = new HashMap<>();

    /** @param measured runs that are there. @param timed by a calibration just now */
    public Estimator(RunFacts facts, StepTimes measured, StepTimes timed) {
        this.facts = facts;
        measured.taken().forEach(taken -> learn(taken, steps));
        timed.taken().forEach(taken -> learn(taken, calibrated));
    }

    private void learn(StepTimes.Taken taken, Map<String, List<Double>> into) {
        if (!(taken.secondsPerStep() > 0) || taken.spec().train().images() > 0) {
            return; // a few first steps, which are slow, say nothing of thousands
        }
        into.computeIfAbsent(kind(taken.spec()), kind -> new ArrayList<>()).add(taken.secondsPerStep());
        CostModel.step(taken.spec()).ifPresent(model -> ratios.computeIfAbsent(
                        taken.spec().network().name(), network -> new ArrayList<>())
                .add(taken.secondsPerStep() / model));
    }

    /** Runs of a kind take equally long for a step. */
    public static String kind(RunSpec spec) {
        return String.join(
                " ",
                spec.dataset().name(),
                spec.network().toString(),
                what(spec.method()),
                Integer.toString(spec.ensembleSize()),
                Integer.toString(spec.train().batchSize()));
    }

    /** A method with what may change its steps: weights do not, the kind of saliency and the number of outliers do. */
    private static String what(Choice method) {
        return method.parameters().entrySet().stream()
                .filter(entry ->
                        !(entry.getValue() instanceof Double) && !entry.getKey().endsWith("_sha256"))
                .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("", method.name(), ""));
    }

    /** @param slots runs at a time */
    public Estimate of(Plan plan, int slots) {
        Map<Estimate.Basis, Integer> bases = new EnumMap<>(Estimate.Basis.class);
        double work = 0;
        double evaluation = 0;
        double longest = 0;
        long bytes = 0;
        int left = 0;
        int unknown = 0;
        for (PlannedRun run : plan.runs()) {
            if (run.standing() == Standing.FINISHED) {
                continue;
            }
            left++;
            if (!isTold(run)) {
                unknown++;
                continue;
            }
            bytes += bytes(run);
            Optional<Step> step = step(run.spec());
            if (step.isEmpty()) {
                unknown++;
                continue;
            }
            double evaluating = evaluation(run, step.get());
            evaluation += evaluating;
            double seconds = seconds(run, step.get()) + evaluating;
            work += seconds;
            longest = Math.max(longest, seconds);
            bases.merge(step.get().basis(), 1, Integer::sum);
        }
        int atATime = Math.min(slots, left);
        // runs are evaluated one after another; those that end together wait for each other at the end
        double together = left == 0 ? 0 : (atATime - 1) * evaluation / left;
        double wall = atATime == 0 ? 0 : Math.max(Math.max(longest, work / atATime), evaluation) + together;
        return new Estimate(work, wall, longest, atATime, bytes, bases, unknown);
    }

    /** Whether its training data tell how many they are. */
    private boolean isTold(PlannedRun run) {
        try {
            return facts.images(run.spec().dataset(), "train") > 0;
        } catch (UserError missing) {
            return false; // the plan names what is missing
        }
    }

    /** Seconds of a step, and where they come from. */
    private record Step(double seconds, Estimate.Basis basis) {}

    private Optional<Step> step(RunSpec spec) {
        String kind = steps.isEmpty() && calibrated.isEmpty() ? "" : kind(spec); // a plan of many runs asks often
        List<Double> same = steps.get(kind);
        if (same != null) {
            return Optional.of(new Step(median(same), Estimate.Basis.MEASURED));
        }
        List<Double> timed = calibrated.get(kind);
        if (timed != null) {
            return Optional.of(new Step(median(timed), Estimate.Basis.CALIBRATED));
        }
        OptionalDouble model = CostModel.step(spec);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        List<Double> ratio = ratios.get(spec.network().name());
        return Optional.of(
                ratio == null
                        ? new Step(model.getAsDouble(), Estimate.Basis.MODEL)
                        : new Step(model.getAsDouble() * median(ratio), Estimate.Basis.SCALED));
    }

    /** Of the predictions, in this program. A machine on which steps are slow is slow here too. */
    private double evaluation(PlannedRun run, Step step) {
        RunSpec spec = run.spec();
        double slower = step.seconds() / CostModel.step(spec).orElse(step.seconds());
        return predicted(run) * slower * CostModel.evaluation(spec, features(run));
    }

    /** Training if the run is not trained, and its predictions: these cost as much more or less than modelled as a step does. */
    private double seconds(PlannedRun run, Step step) {
        RunSpec spec = run.spec();
        double slower = step.seconds() / CostModel.step(spec).orElse(step.seconds());
        double unknown = step.seconds() / spec.train().batchSize() / 2;
        double forward = slower * CostModel.forward(spec).orElse(unknown);
        double seconds = START_SECONDS;
        if (run.standing() != Standing.PREDICTIONS_MISSING) {
            long images = images(spec, spec.dataset(), "train");
            long perEpoch =
                    (images + spec.train().batchSize() - 1) / spec.train().batchSize();
            seconds += spec.train().epochs() * perEpoch * step.seconds();
            seconds += spec.train().epochs() * images(spec, spec.dataset(), "validation") * forward;
            seconds += features(run) == 0 ? 0 : Math.min(images, FEATURE_IMAGES) * forward;
        }
        return seconds + predicted(run) * slower * CostModel.prediction(spec).orElse(unknown);
    }

    /** Stored for an image and member. */
    private int features(PlannedRun run) {
        int features = facts.size(run.spec()).features();
        return features <= MOST_FEATURES || run.evalSets().stream().anyMatch(EvalSet::longFeatures) ? features : 0;
    }

    /** As many as the run may see. */
    private long images(RunSpec spec, Choice dataset, String split) {
        long all = facts.images(dataset, split);
        return spec.train().images() == 0 ? all : Math.min(all, spec.train().images());
    }

    private long predicted(PlannedRun run) {
        long images = 0;
        for (EvalSet set : run.evalSets()) {
            if (run.standing() != Standing.PREDICTIONS_MISSING || run.missing().contains(set.name())) {
                images += evaluated(run.spec(), set);
            }
        }
        return images;
    }

    private long evaluated(RunSpec spec, EvalSet set) {
        try {
            return images(spec, set.dataset(), set.split());
        } catch (UserError missing) {
            return 0; // the plan names what is missing
        }
    }

    /** Seconds of an epoch of training, if a step can be estimated. */
    public OptionalDouble epochSeconds(RunSpec spec) {
        Optional<Step> step = step(spec);
        if (step.isEmpty()) {
            return OptionalDouble.empty();
        }
        double steps = Math.ceil(
                (double) facts.images(spec.dataset(), "train") / spec.train().batchSize());
        return OptionalDouble.of(steps * step.get().seconds());
    }

    /** What a run has on the disk at most: its files, and while it trains three checkpoints of three times its weights. */
    public long diskBytes(PlannedRun run) {
        long checkpoint = run.standing() == Standing.PREDICTIONS_MISSING
                ? 0
                : 3 * 4 * facts.size(run.spec()).parameters() * run.spec().ensembleSize();
        return bytes(run) + CHECKPOINTS * checkpoint;
    }

    private long bytes(PlannedRun run) {
        RunFacts.Size size = facts.size(run.spec());
        double perImage = run.spec().ensembleSize() * (4.0 * size.classes() + 2.0 * features(run)) + BYTES_BESIDE;
        long weights = run.standing() == Standing.PREDICTIONS_MISSING
                ? 0
                : 4 * size.parameters() * run.spec().ensembleSize() + BYTES_OF_TEXT;
        return weights + Math.round(predicted(run) * perImage * COMPRESSED);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
