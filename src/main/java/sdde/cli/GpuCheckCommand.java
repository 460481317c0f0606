package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.plan.Plan;
import sdde.run.EventLog;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.schedule.Summary;
import sdde.schedule.device.Wish;
import sdde.schedule.executor.Slot;

/** Trains one DE and one SDDE run on a GPU and on the processor and compares what they learned. */
final class GpuCheckCommand implements Command {
    private static final String DEVICE = "device";
    private static final String USUAL = "cuda:0";
    /** Of a loss, relative: other sums, other roundings, but the same training. */
    private static final double LOSS_TOLERANCE = 0.05;
    /** Of an accuracy, absolute. */
    private static final double ACCURACY_TOLERANCE = 0.005;

    @Override
    public String name() {
        return "gpu-check";
    }

    @Override
    public String call() {
        return "gpu-check";
    }

    @Override
    public String summary() {
        return "trains DE and SDDE on cuda:0 and on the processor, compares losses, prints a verdict";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.data())
                .addOption(CommonOptions.valued(
                        DEVICE, "NAME", "cuda:0, … (default: cuda:0), or sim:0 to try the check itself"));
    }

    @Override
    public String examples() {
        return """
                gpu-check                     # exit code 2 without a GPU
                gpu-check --device sim:0      # the check itself, on the processor twice
                """;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        invocation.noArguments();
        String device = invocation.line().getOptionValue(DEVICE, USUAL);
        Slot slot = slot(invocation, device);
        invocation.console().line("device %s %s".formatted(slot.name(), slot.facts()));
        Path scratch = Files.createTempDirectory("sdde-gpu-check-");
        try {
            FrozenPlan plan = plan(invocation, scratch).freeze(0);
            Map<Member, Map<String, Double>> cpu = train(invocation, plan, scratch.resolve("cpu"), Slot.cpu(0));
            Map<Member, Map<String, Double>> gpu = train(invocation, plan, scratch.resolve("gpu"), slot);
            return judge(invocation.console(), slot.name(), cpu, gpu);
        } finally {
            VerifyCommand.delete(scratch);
        }
    }

    private static Slot slot(Invocation invocation, String device) {
        Wish wish = device.equals("sim:0") ? Wish.parse("sim:1") : Wish.of(List.of(device));
        try {
            return Placement.devices(invocation.program())
                    .slots(wish, 1, "")
                    .slots()
                    .get(0);
        } catch (UserError e) {
            String reason = String.valueOf(e.getMessage()).replaceFirst("; leave 'devices' out.*", "");
            throw new UserError("nothing was checked: " + reason, e);
        }
    }

    private static Plan plan(Invocation invocation, Path folder) throws IOException {
        Path file = folder.resolve("gpu-check.yaml");
        Files.writeString(
                file,
                """
                sweep: gpu-check
                grid: {dataset: mnist, ensemble_size: 2, seed: 1, method: [de, {name: sdde, lambda: default}]}
                set: {train.epochs: 1, train.augmentation: none, ood.near: [], ood.far: [], ood.validation: []}
                """);
        return Planning.plan(file, invocation);
    }

    private static Map<Member, Map<String, Double>> train(
            Invocation invocation, FrozenPlan plan, Path folder, Slot slot) {
        Home home = new Home(folder);
        try (HomeLock lock = HomeLock.take(home, "gpu-check")) {
            Summary summary = Training.of(invocation).run(lock, plan, List.of(), List.of(slot));
            if (summary.count(RunState.SUCCEEDED) < plan.members().size()) {
                throw new UserError(
                        "nothing was compared: not every run on %s succeeded, see above".formatted(slot.name()));
            }
        }
        Map<Member, Map<String, Double>> metrics = new LinkedHashMap<>();
        plan.members().forEach(member -> metrics.put(member, lastEpoch(RunFiles.of(home.runs(), member.id()))));
        return metrics;
    }

    private static Map<String, Double> lastEpoch(RunFiles run) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (RunEvent event : new EventLog(run.events()).read()) {
            if (event.type().equals("epoch") && event.data().get("metrics") instanceof Map<?, ?> told) {
                told.forEach((name, value) -> {
                    if (value instanceof Number number) {
                        metrics.put(String.valueOf(name), number.doubleValue());
                    }
                });
            }
        }
        return metrics;
    }

    private static int judge(
            Console console,
            String device,
            Map<Member, Map<String, Double>> cpu,
            Map<Member, Map<String, Double>> gpu) {
        List<List<String>> rows = new ArrayList<>();
        boolean agree = true;
        for (Map.Entry<Member, Map<String, Double>> entry : cpu.entrySet()) {
            Map<String, Double> here = entry.getValue();
            Map<String, Double> there = gpu.getOrDefault(entry.getKey(), Map.of());
            for (String metric : List.of("train/loss", "validation/nll", "validation/accuracy", "seconds")) {
                double a = here.getOrDefault(metric, Double.NaN);
                double b = there.getOrDefault(metric, Double.NaN);
                boolean good = metric.equals("seconds") || agrees(metric, a, b);
                agree &= good;
                rows.add(List.of(
                        entry.getKey().spec().title(),
                        metric,
                        String.format(Locale.ROOT, "%.5f", a),
                        String.format(Locale.ROOT, "%.5f", b),
                        metric.equals("seconds") ? "" : good ? "agree" : "differ"));
            }
        }
        console.print(TextTable.aligned(List.of("run", "after an epoch", "cpu", device, ""), rows));
        console.line(
                agree
                        ? "verdict: %s trains as the processor does".formatted(device)
                        : "verdict: %s does not train as the processor does".formatted(device));
        return agree ? Main.OK : Main.SOME_FAILED;
    }

    /** NaN agrees with nothing. */
    private static boolean agrees(String metric, double a, double b) {
        if (metric.equals("validation/accuracy")) {
            return Math.abs(a - b) <= ACCURACY_TOLERANCE;
        }
        return Math.abs(a - b) <= LOSS_TOLERANCE * Math.abs(a);
    }
}
