package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;

/** Studies with invented numbers; the same for the same calls. */
final class SyntheticStudy {
    static final List<String> AGGREGATORS = List.of(
            "average",
            "prob-average",
            "prob-minmax",
            "prob-maxstd",
            "logit-average",
            "minmax",
            "stdmax",
            "maxstd",
            "average-minmax",
            "energy",
            "average-energy");

    private final List<FrozenPlan.Member> members = new ArrayList<>();
    private final List<StudyRun> runs = new ArrayList<>();
    private final List<EvalSet> evalSets = new ArrayList<>();
    private String sweep = "synthetic";
    private String description = "Invented numbers, to look at the report.";
    private String text = "sweep: synthetic\ntitle: Five methods on MNIST\nquestion: Does diversity help?\n";
    private String dataset = "mnist";
    private int ensembleSize = 3;

    /** @param ood OOD test sets, near */
    SyntheticStudy(String... ood) {
        evalSets.add(new EvalSet("mnist/validation", EvalSet.Role.VALIDATION, Choice.of("mnist"), "validation"));
        evalSets.add(new EvalSet("mnist/test", EvalSet.Role.TEST, Choice.of("mnist"), "test"));
        for (String set : ood) {
            evalSets.add(new EvalSet(set + "/test", EvalSet.Role.OOD_NEAR, Choice.of(set), "test"));
        }
    }

    SyntheticStudy named(String sweep, String description, String text) {
        this.sweep = sweep;
        this.description = description;
        this.text = text;
        return this;
    }

    SyntheticStudy on(String dataset, int ensembleSize) {
        this.dataset = dataset;
        this.ensembleSize = ensembleSize;
        return this;
    }

    /** Runs that succeeded. @param quality moves all numbers up */
    SyntheticStudy runs(Choice method, double quality, long... seeds) {
        for (long seed : seeds) {
            run(method, seed, RunState.SUCCEEDED, quality);
        }
        return this;
    }

    SyntheticStudy run(Choice method, long seed, RunState state, double quality) {
        RunSpec spec = new RunSpec(
                Choice.of(dataset),
                Choice.of("lenet"),
                method,
                ensembleSize,
                seed,
                new TrainSettings(3, 128, 0.1, 0.9, 5e-4, "none"));
        FrozenPlan.Member member = new FrozenPlan.Member(spec.id(), spec, evalSets);
        members.add(member);
        boolean good = state == RunState.SUCCEEDED;
        Result result = good
                ? new Result(state, 1, 3, spec.id().hex().repeat(4), "cd".repeat(32), null)
                : state == RunState.DIVERGED ? new Result(state, 1, null, null, null, "loss was NaN at step 7") : null;
        runs.add(new StudyRun(
                member, state, result, events(seed, state), good ? measurements(spec, quality) : List.of()));
        return this;
    }

    Study build() {
        FrozenPlan plan = new FrozenPlan(
                sweep,
                description,
                1_700_000_000_000L,
                members,
                members.size() + 3,
                1,
                List.of(new FrozenPlan.Exclusion("{method: ncl, seed: 9} (synthetic.yaml:12:5)", 2)),
                text);
        Map<String, Integer> sizes = new TreeMap<>();
        evalSets.forEach(set -> sizes.put(set.name(), 10_000));
        return Study.of(plan, runs, sizes);
    }

    static Choice lambda(String method, double lambda) {
        return Choice.of(method, Map.of("lambda", lambda));
    }

    private static List<RunEvent> events(long seed, RunState state) {
        List<RunEvent> events = new ArrayList<>();
        events.add(RunEvent.of(
                1,
                "start",
                Map.of(
                        "cpu",
                        "Model 7",
                        "libtorch",
                        "2.7.1",
                        "threads",
                        1,
                        "pid",
                        987_654_320L + seed,
                        "device",
                        "cpu")));
        for (int epoch = 1; epoch <= 3; epoch++) {
            events.add(RunEvent.of(
                    epoch,
                    "epoch",
                    Map.of(
                            "epoch",
                            epoch,
                            "metrics",
                            Map.of("validation/accuracy", 0.9 + 0.02 * epoch, "seconds", 20.0 + seed, "steps", 430))));
        }
        Map<String, Object> data = new TreeMap<>(Map.of("state", state.name(), "attempt", 1));
        if (state == RunState.FAILED) {
            data.put("reason", "exit code 134 (SIGABRT)");
        }
        events.add(RunEvent.of(5, "state", data));
        return events;
    }

    private List<Measurement> measurements(RunSpec spec, double quality) {
        SplittableRandom random = new SplittableRandom(spec.seed() * 31 + Math.round(quality * 1000));
        List<Measurement> all = new ArrayList<>();
        for (String temperature : List.of("none", "mean-logits")) {
            double help = temperature.equals("none") ? 0 : 0.002;
            add(
                    all,
                    "-",
                    temperature,
                    Map.of(
                            "accuracy", 0.975 + 0.004 * quality + 0.001 * random.nextDouble(),
                            "nll", 0.08 - 0.01 * quality - help + 0.004 * random.nextDouble(),
                            "ece", 0.012 - 0.002 * quality - help + 0.001 * random.nextDouble(),
                            "brier", 0.04 - 0.005 * quality - help + 0.002 * random.nextDouble()));
        }
        all.add(new Measurement("mnist/validation", "-", "none", "nll", 0.08 - 0.01 * quality));
        if (ensembleSize > 1) {
            add(
                    all,
                    "-",
                    "none",
                    Map.of(
                            "cam_cosine", 0.35 - 0.5 * quality + 0.02 * random.nextDouble(),
                            "disagreement", 0.02 + 0.01 * quality + 0.001 * random.nextDouble()));
        }
        for (EvalSet set : evalSets) {
            if (set.role() == EvalSet.Role.OOD_NEAR) {
                for (String aggregator : AGGREGATORS) {
                    boolean undefined = ensembleSize == 1 && aggregator.contains("std");
                    double base = 0.92 + 0.03 * quality + 0.0025 * (AGGREGATORS.indexOf(aggregator) % 5);
                    if (!undefined) {
                        all.add(new Measurement(
                                set.name(), aggregator, "none", "auroc", base + 0.008 * random.nextDouble()));
                        String scaled = aggregator.startsWith("prob") ? "mean-probabilities" : "mean-logits";
                        all.add(new Measurement(
                                set.name(), aggregator, scaled, "auroc", base + 0.008 * random.nextDouble()));
                    }
                }
            }
        }
        return all;
    }

    private static void add(List<Measurement> all, String aggregator, String temperature, Map<String, Double> scores) {
        new TreeMap<>(scores)
                .forEach((metric, score) ->
                        all.add(new Measurement("mnist/test", aggregator, temperature, metric, score)));
    }
}
