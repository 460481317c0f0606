package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import sdde.config.Choice;
import sdde.config.Claim;
import sdde.config.ReportChoice;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Registration;
import sdde.run.Registrations;
import sdde.run.Result;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;

/**
 * A study of five methods, SDDE with two values of λ, whose numbers are drawn seed by seed: what a seed does to all methods,
 * what it does to one, and planted differences. The metrics of a run hang together, as they come from the same logits, and so
 * does the validation score by which one λ is chosen.
 */
final class DrawnStudy {
    private static final List<Choice> METHODS = List.of(
            Choice.of("de"),
            SyntheticStudy.lambda("ncl", 0.1),
            SyntheticStudy.lambda("adp", 0.1),
            SyntheticStudy.lambda("dice", 0.2),
            SyntheticStudy.lambda("sdde", 0.05),
            SyntheticStudy.lambda("sdde", 0.1));
    private static final List<String> NEAR = List.of("notmnist/test", "fashion-mnist/test");
    private static final List<String> FAR = List.of("textures/test", "cifar10/test");

    /** About what the paper's MNIST runs have. @param spread over seeds, of one method */
    private record Metric(String name, String set, String aggregator, double mean, double spread) {}

    /**
     * What the numbers are drawn from.
     *
     * @param shared share of the variance over seeds that all methods of a seed have in common
     * @param tails of the noise
     */
    record World(double shared, Tails tails) {}

    /** The shape of what a seed does; every one has mean 0 and variance 1. */
    enum Tails {
        NORMAL {
            @Override
            double draw(RandomGenerator random) {
                return random.nextGaussian();
            }
        },
        /** Student's t with five degrees of freedom. */
        HEAVY {
            @Override
            double draw(RandomGenerator random) {
                double squares = 0;
                for (int i = 0; i < 5; i++) {
                    double one = random.nextGaussian();
                    squares += one * one;
                }
                return random.nextGaussian() / Math.sqrt(squares / 5) / Math.sqrt(5.0 / 3);
            }
        },
        /** Exponential: now and then a seed that is far too good. */
        SKEWED {
            @Override
            double draw(RandomGenerator random) {
                return random.nextExponential() - 1;
            }
        };

        abstract double draw(RandomGenerator random);
    }

    private final World world;
    private final RandomGenerator random;
    private final Map<Shifted, Double> shifts = new LinkedHashMap<>();

    private record Shifted(String method, String metric) {}

    DrawnStudy(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    /** Adds so much to a metric of a method; to AUROC on the near sets only. */
    DrawnStudy shift(String method, String metric, double by) {
        shifts.put(new Shifted(method, metric), by);
        return this;
    }

    /** As claimed before any run. */
    Study build(int seeds) {
        List<FrozenPlan.Member> members = new ArrayList<>();
        List<StudyRun> runs = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            double[] common = noise();
            for (Choice method : METHODS) {
                FrozenPlan.Member member = member(method, seed);
                members.add(member);
                runs.add(new StudyRun(
                        member,
                        RunState.SUCCEEDED,
                        new Result(RunState.SUCCEEDED, 1, 1, member.id().hex().repeat(4), "cd".repeat(32), null),
                        List.of(),
                        measurements(method.name(), common, noise())));
            }
        }
        FrozenPlan plan = new FrozenPlan("drawn", "", 0, members, members.size(), 0, List.of(), "sweep: drawn\n");
        return Study.of(plan, runs, Map.of()).with(claims(), List.of());
    }

    private static FrozenPlan.Member member(Choice method, long seed) {
        RunSpec spec = new RunSpec(
                Choice.of("mnist"),
                Choice.of("lenet"),
                method,
                5,
                seed,
                new TrainSettings(50, 128, 0.1, 0.9, 5e-4, "none"));
        List<EvalSet> sets = new ArrayList<>();
        sets.add(new EvalSet("mnist/validation", EvalSet.Role.VALIDATION, Choice.of("mnist"), "validation"));
        sets.add(new EvalSet("mnist/test", EvalSet.Role.TEST, Choice.of("mnist"), "test"));
        NEAR.forEach(set -> sets.add(ood(set, EvalSet.Role.OOD_NEAR)));
        FAR.forEach(set -> sets.add(ood(set, EvalSet.Role.OOD_FAR)));
        return new FrozenPlan.Member(spec.id(), spec, sets);
    }

    private static EvalSet ood(String set, EvalSet.Role role) {
        return new EvalSet(set, role, Choice.of(Endpoint.name(set)), "test");
    }

    private static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new Metric("nll", "mnist/validation", "-", 0.020, 0.001),
                new Metric("accuracy", "mnist/test", "-", 0.994, 0.0004),
                new Metric("nll", "mnist/test", "-", 0.020, 0.001),
                new Metric("ece", "mnist/test", "-", 0.004, 0.0006),
                new Metric("brier", "mnist/test", "-", 0.010, 0.0006),
                new Metric("cam_cosine", "mnist/test", "-", 0.2, 0.03)));
        for (String aggregator : List.of("logit-average", "prob-average", "average", "minmax")) {
            NEAR.forEach(set -> metrics.add(new Metric("auroc", set, aggregator, 0.92, 0.006)));
            FAR.forEach(set -> metrics.add(new Metric("auroc", set, aggregator, 0.98, 0.003)));
        }
        return metrics;
    }

    /** One number for what all metrics have in common, then one for each. */
    private double[] noise() {
        double[] noise = new double[metrics().size() + 1];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = world.tails().draw(random);
        }
        return noise;
    }

    private List<Measurement> measurements(String method, double[] common, double[] own) {
        List<Measurement> measurements = new ArrayList<>();
        List<Metric> metrics = metrics();
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            double noise = Math.sqrt(world.shared()) * mixed(common, i) + Math.sqrt(1 - world.shared()) * mixed(own, i);
            double shift =
                    FAR.contains(metric.set()) ? 0 : shifts.getOrDefault(new Shifted(method, metric.name()), 0.0);
            measurements.add(new Measurement(
                    metric.set(),
                    metric.aggregator(),
                    Measurement.NO_TEMPERATURE,
                    metric.name(),
                    metric.mean() + metric.spread() * noise + shift));
        }
        return measurements;
    }

    /** Half of the variance is common to all metrics. */
    private static double mixed(double[] noise, int metric) {
        return (noise[0] + noise[metric + 1]) / Math.sqrt(2);
    }

    /** That SDDE is better than DE where the paper says so, and logits than probabilities. */
    private static List<Registrations.Standing> claims() {
        List<Claim> claims = List.of(
                methods("auroc", "ood-near", "logit-average"),
                methods("auroc", "ood-far", "logit-average"),
                methods("accuracy", "test", "-"),
                methods("nll", "test", "-"),
                new Claim(
                        "logits",
                        new Claim.Endpoint("auroc", "ood-near", "-", "-"),
                        new Claim.Contrast(Claim.Side.AGGREGATOR, "logit-average", "prob-average"),
                        0));
        Registration early = new Registration(0, "plan", 1, 0, claims, ReportChoice.NONE);
        return new Registrations(List.of(early)).claims();
    }

    private static Claim methods(String metric, String set, String aggregator) {
        return new Claim(
                metric + " of " + set,
                new Claim.Endpoint(metric, set, aggregator, "-"),
                new Claim.Contrast(Claim.Side.METHOD, "sdde", "de"),
                0);
    }
}
