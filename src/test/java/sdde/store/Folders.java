package sdde.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sdde.config.Choice;
import sdde.evaluate.Measurement;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;

/** Run folders as the orchestrator leaves them, for tests. */
public final class Folders {
    private static final TrainSettings TRAIN = new TrainSettings(2, 128, 0.1, 0.9, 5e-4, "none");

    public static final List<EvalSet> SETS = List.of(
            new EvalSet("mnist/test", EvalSet.Role.TEST, Choice.of("mnist"), "test"),
            new EvalSet("fashion-mnist/test", EvalSet.Role.OOD_NEAR, Choice.of("fashion-mnist"), "test"));

    private Folders() {}

    public static RunSpec de(long seed) {
        return new RunSpec(Choice.of("mnist"), Choice.of("lenet"), Choice.of("de"), 3, seed, TRAIN);
    }

    public static RunSpec sdde(double lambda, long seed) {
        Choice method = Choice.of("sdde", Map.of("lambda", lambda));
        return new RunSpec(Choice.of("mnist"), Choice.of("lenet"), method, 5, seed, TRAIN);
    }

    public static FrozenPlan plan(String sweep, RunSpec... specs) {
        List<FrozenPlan.Member> members = List.of(specs).stream()
                .map(spec -> new FrozenPlan.Member(spec.id(), spec, SETS))
                .toList();
        return new FrozenPlan(
                sweep,
                "does it help?",
                1_700_000_000_000L,
                members,
                specs.length + 2,
                1,
                List.of(new FrozenPlan.Exclusion("{method: de} (a.yaml:3:5)", 1)),
                "sweep: " + sweep + "\n");
    }

    /** A run that trained two epochs and succeeded in its second attempt. */
    public static RunFiles succeeded(Home home, RunSpec spec) {
        RunFiles files = started(home, spec);
        EventLog events = new EventLog(files.events());
        events.append(state(1_000, "FAILED", 1, "exit code 134 (SIGABRT)"));
        for (int epoch = 1; epoch <= 2; epoch++) {
            Map<String, Object> metrics =
                    Map.of("train/loss", 1.0 / epoch, "validation/accuracy", 0.5 + 0.1 * epoch, "seconds", 2.5);
            events.append(RunEvent.of(2_000 + epoch, "epoch", Map.of("epoch", epoch, "metrics", metrics)));
        }
        events.append(state(3_000, "SUCCEEDED", 2, null));
        attempt(files, spec, 1);
        attempt(files, spec, 2);
        text(files.weights(), "weights of " + spec.id());
        text(files.predictions("mnist/test"), "logits of " + spec.id());
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 2, 2, "a".repeat(64), "b".repeat(64), null));
        return files;
    }

    /** A run that took 2 epochs of 430 steps and 43 s each, in one attempt of 100 s. */
    public static RunFiles timed(Home home, RunSpec spec) {
        RunFiles files = started(home, spec);
        EventLog events = new EventLog(files.events());
        for (int epoch = 1; epoch <= 2; epoch++) {
            Map<String, Object> metrics = Map.of("seconds", 43.0, "steps", 430.0);
            events.append(RunEvent.of(2_000 + epoch, "epoch", Map.of("epoch", epoch, "metrics", metrics)));
        }
        events.append(state(3_000, "SUCCEEDED", 1, null));
        Json.write(files.attempt(1).job(), new Job(spec, Job.Kind.TRAIN, SETS, "cpu", 1, null, null, true));
        new EventLog(files.attempt(1).events())
                .append(RunEvent.of(2_900, "end", Map.of("outcome", "SUCCEEDED", "seconds", 100.0)));
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 1, 2, "a".repeat(64), "b".repeat(64), null));
        return files;
    }

    /** A run whose loss became NaN in its first epoch. */
    public static RunFiles diverged(Home home, RunSpec spec) {
        RunFiles files = started(home, spec);
        EventLog events = new EventLog(files.events());
        Map<String, Object> metrics = Map.of("train/loss", Double.NaN, "train/diversity", Double.POSITIVE_INFINITY);
        events.append(RunEvent.of(2_001, "epoch", Map.of("epoch", 1, "metrics", metrics)));
        events.append(state(3_000, "DIVERGED", 1, "loss is NaN in epoch 1"));
        attempt(files, spec, 1);
        Json.write(files.result(), new Result(RunState.DIVERGED, 1, null, null, null, "loss is NaN in epoch 1"));
        return files;
    }

    public static void write(Home home, FrozenPlan plan) {
        Json.write(home.plans(plan.sweep()).resolve(plan.hash() + ".json"), plan);
    }

    public static List<Measurement> measurements(double accuracy) {
        return List.of(
                new Measurement("mnist/test", "-", "none", "accuracy", accuracy),
                new Measurement("mnist/test", "-", "none", "nll", 0.25),
                new Measurement("mnist/test", "-", "mean-logits", "ece", Double.NaN),
                new Measurement("fashion-mnist/test", "logit-average", "none", "auroc", 0.97));
    }

    /** A run that is known, and no more. */
    public static RunFiles started(Home home, RunSpec spec) {
        RunFiles files = RunFiles.of(home.runs(), spec.id());
        Json.write(
                files.run(),
                Map.of("spec", spec, "numerics", 1, "code", Map.of("version", "0.1.0"), "seeds", List.of(1, 2)));
        return files;
    }

    private static void attempt(RunFiles files, RunSpec spec, int number) {
        RunFiles attempt = files.attempt(number);
        Json.write(attempt.job(), new Job(spec, Job.Kind.TRAIN, SETS, "cpu", 1, null, null, true));
        EventLog events = new EventLog(attempt.events());
        events.append(RunEvent.of(1_500, "start", Map.of("host", "box", "libtorch", "2.7.1")));
        events.append(RunEvent.of(2_900, "end", Map.of("outcome", "SUCCEEDED", "seconds", 1.4)));
    }

    private static RunEvent state(long time, String state, int attempt, @org.jspecify.annotations.Nullable String why) {
        return RunEvent.of(
                time,
                "state",
                why == null
                        ? Map.of("state", state, "attempt", attempt)
                        : Map.of("state", state, "attempt", attempt, "reason", why));
    }

    private static void text(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
