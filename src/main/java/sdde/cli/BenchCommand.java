package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.run.Home;
import sdde.run.Json;

/** Measures the training step, and the cost of scheduling. */
final class BenchCommand implements Command {
    private static final List<String> METHODS = List.of("de", "ncl", "adp", "dice", "sdde");
    private static final String AGAINST = "against";
    private static final String CHOSEN = "methods";
    private static final String ROUNDS = "rounds";
    private static final String STEPS = "steps";
    private static final String THREADS = "threads";
    private static final String AUGMENTATION = "augmentation";
    private static final String PYTHON = "python";
    private static final String SAME_SETTINGS = "same-settings";
    private static final String MEMORY = "memory";
    private static final String RUNS = "runs";
    private static final String FEATURES = "features";

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String call() {
        return "bench";
    }

    @Override
    public String summary() {
        return "measures the training step (LeNet, 5 members, 128 MNIST images), or what a run costs beyond its training, or evaluation";
    }

    @Override
    public String arguments() {
        return "train | batches | schedule | evaluate";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(
                        CommonOptions.valued(AGAINST, "WHAT", "pytorch: the same step in PyTorch, in turns with ours"))
                .addOption(CommonOptions.valued(CHOSEN, "LIST", "methods by name (default: all five)"))
                .addOption(
                        CommonOptions.valued(ROUNDS, "N", "rounds that count, after one that does not (default: 20)"))
                .addOption(CommonOptions.valued(STEPS, "N", "steps a round (default: 5)"))
                .addOption(CommonOptions.valued(THREADS, "N", "threads of a step (default: 1)"))
                .addOption(CommonOptions.valued(AUGMENTATION, "KIND", "flip-crop or none (default: none)"))
                .addOption(CommonOptions.valued(
                        PYTHON,
                        "FILE",
                        "Python with PyTorch 2.7.1 (default: " + PyTorch.VARIABLE + ", else installed)"))
                .addOption(CommonOptions.flag(SAME_SETTINGS, "PyTorch also in the environment of our workers"))
                .addOption(
                        CommonOptions.valued(MEMORY, "STEPS", "instead: resident memory every 100 steps, flat or not"))
                .addOption(CommonOptions.valued(
                        RUNS, "N", "of schedule: empty runs (default: 1000); of evaluate: runs (default: 100)"))
                .addOption(CommonOptions.flag(FEATURES, "of evaluate: with feature vectors, and what is made of them"))
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                bench train                                  # ms a step of each method
                bench train --against pytorch                # and of PyTorch, in the same minutes
                bench batches                                # what shuffling, mirroring, cropping, normalising cost
                bench train --memory 3000 --methods sdde     # is memory flat after the first epoch
                bench schedule                               # 1,000 runs that train nothing
                bench evaluate                               # all aggregators and metrics for 100 stored runs
                """;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String what = invocation.onlyArgument("what to measure: train, batches, schedule or evaluate");
        if (what.equals("batches")) {
            return BatchBench.run(invocation.console());
        }
        if (what.equals("schedule")) {
            return schedule(invocation);
        }
        if (what.equals("evaluate")) {
            return evaluate(invocation);
        }
        if (!what.equals("train")) {
            throw new UserError("unknown benchmark '%s'; known: train, batches, schedule, evaluate".formatted(what));
        }
        List<String> methods = methods(invocation.line().getOptionValue(CHOSEN));
        Path scratch = Files.createTempDirectory("sdde-bench");
        try {
            Contestants contestants = contestants(invocation, scratch);
            return invocation.has(MEMORY)
                    ? memory(invocation, contestants, methods)
                    : times(invocation, contestants, methods);
        } finally {
            VerifyCommand.delete(scratch);
        }
    }

    private static int schedule(Invocation invocation) throws IOException {
        int runs = invocation.number(RUNS, 1000, 1, 100_000);
        Path scratch = Files.createTempDirectory("sdde-bench");
        try {
            return BenchSchedule.run(invocation, new Home(scratch), runs, invocation.slots());
        } finally {
            VerifyCommand.delete(scratch);
        }
    }

    private static int evaluate(Invocation invocation) throws IOException {
        int runs = invocation.number(RUNS, 100, 1, 100_000);
        Path scratch = Files.createTempDirectory("sdde-bench");
        try {
            return EvaluateBench.run(invocation, scratch, runs, invocation.has(FEATURES));
        } finally {
            VerifyCommand.delete(scratch);
        }
    }

    private static List<String> methods(@Nullable String list) {
        List<String> methods = list == null ? METHODS : Arrays.asList(list.split(","));
        for (String method : methods) {
            if (!METHODS.contains(method)) {
                throw new UserError("unknown method '%s'; known: %s".formatted(method, String.join(", ", METHODS)));
            }
        }
        return methods;
    }

    private static Contestants contestants(Invocation invocation, Path scratch) throws IOException {
        String against = invocation.line().getOptionValue(AGAINST);
        if (against != null && !against.equals("pytorch")) {
            throw new UserError("option '--against' must be pytorch, got '" + against + "'");
        }
        String augmentation = invocation.line().getOptionValue(AUGMENTATION, "none");
        if (!List.of("flip-crop", "none").contains(augmentation)) {
            throw new UserError("option '--augmentation' must be flip-crop or none, got '" + augmentation + "'");
        }
        if (against != null && !augmentation.equals("none")) {
            throw new UserError("the PyTorch program augments nothing; leave '--augmentation' out");
        }
        String python = against == null
                ? null
                : PyTorch.python(invocation.line().getOptionValue(PYTHON), invocation.program(), invocation.console());
        return new Contestants(
                invocation.program(),
                scratch,
                invocation.number(THREADS, 1, 1, 1024),
                augmentation,
                python,
                invocation.has(SAME_SETTINGS));
    }

    // --- time ---------------------------------------------------------------------------------------------------

    private static int times(Invocation invocation, Contestants contestants, List<String> methods) throws IOException {
        Console console = invocation.console();
        boolean json = invocation.has(CommonOptions.JSON);
        if (contestants.python() != null) {
            String checked = PyTorch.check(contestants);
            (json ? console.err() : console.out()).print(checked);
        }
        if (!json) {
            console.line(
                    "LeNet, 5 members, batch 128, augmentation %s, loading of batches and optimiser included; %d threads"
                            .formatted(contestants.augmentation(), contestants.threads()));
        }
        List<StepTimes> all = new ArrayList<>();
        for (String method : methods) {
            all.addAll(interleaved(invocation, contestants, method));
        }
        if (json) {
            console.line(Json.line(all.stream().map(StepTimes::figures).toList()));
        } else {
            console.print(TextTable.aligned(
                    StepTimes.HEAD, all.stream().map(StepTimes::row).toList()));
            console.print(Ratios.text(all));
        }
        return Main.OK;
    }

    /** Round by round all of them in turn, so that what else the machine does strikes all alike. */
    private static List<StepTimes> interleaved(Invocation invocation, Contestants contestants, String method)
            throws IOException {
        int rounds = invocation.number(ROUNDS, 20, 1, 100_000);
        int steps = invocation.number(STEPS, 5, 1, 100_000);
        List<Contestant> started = contestants.start(method);
        try {
            List<StepTimes> times = new ArrayList<>();
            for (Contestant contestant : started) {
                times.add(new StepTimes(method, contestant.name(), contestants.threads(), contestant.steps(steps)));
            }
            for (int round = 0; round < rounds; round++) {
                for (int k = 0; k < started.size(); k++) {
                    times.get(k).add(started.get(k).steps(steps));
                }
            }
            return times;
        } finally {
            for (Contestant contestant : started) {
                contestant.close();
            }
        }
    }

    // --- memory -------------------------------------------------------------------------------------------------

    private static int memory(Invocation invocation, Contestants contestants, List<String> methods) throws IOException {
        int steps = invocation.number(MEMORY, 3000, MemoryCurve.EVERY, 10_000_000);
        List<MemoryCurve> curves = new ArrayList<>();
        for (String method : methods) {
            try (Contestant ours = contestants.start(method).get(0)) {
                curves.add(MemoryCurve.of(method, ours, steps));
            }
            MemoryCurve curve = Objects.requireNonNull(curves.get(curves.size() - 1));
            if (!invocation.has(CommonOptions.JSON)) {
                invocation.console().print(curve.text());
            }
        }
        if (invocation.has(CommonOptions.JSON)) {
            List<Map<String, Object>> figures =
                    curves.stream().map(MemoryCurve::figures).toList();
            invocation.console().line(Json.line(figures));
        }
        Optional<MemoryCurve> growing =
                curves.stream().filter(curve -> !curve.isFlat()).findFirst();
        return growing.isEmpty() ? Main.OK : Main.SOME_FAILED;
    }
}
