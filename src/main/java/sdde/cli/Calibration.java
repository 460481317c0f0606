package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import sdde.config.UserError;
import sdde.plan.Estimator;
import sdde.plan.Plan;
import sdde.plan.PlannedRun;
import sdde.run.EventLog;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.StepTimes;
import sdde.schedule.executor.Attempt;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Slot;

/**
 * Times a few steps of every kind of run that was never measured, in a scratch folder, as many at a time as the sweep would
 * run: two runs beside each other are slower than one alone.
 */
final class Calibration {
    /** Beyond these the cost model fills in; each takes some seconds. */
    private static final int MOST_KINDS = 30;

    private static final int PATIENCE_SECONDS = 300;

    private Calibration() {}

    static StepTimes of(Plan plan, StepTimes measured, int slots, Invocation invocation) {
        List<RunSpec> kinds = kinds(plan, measured);
        Path scratch = scratch();
        try {
            Executor executor = Workers.processes(invocation.program());
            List<StepTimes.Taken> taken = new ArrayList<>();
            int beside = (int) Math.min(slots, left(plan));
            for (int from = 0; from < kinds.size(); from += slots) {
                List<RunSpec> now = kinds.subList(from, Math.min(kinds.size(), from + slots));
                taken.addAll(together(filled(now, beside), from, scratch, executor));
            }
            return () -> taken;
        } finally {
            VerifyCommand.delete(scratch);
        }
    }

    private static long left(Plan plan) {
        return plan.runs().stream()
                .filter(run -> run.standing() != PlannedRun.Standing.FINISHED)
                .count();
    }

    /** Some twice, so that as many run beside each other as will in the sweep. */
    static List<RunSpec> filled(List<RunSpec> specs, int count) {
        return IntStream.range(0, Math.max(specs.size(), count))
                .mapToObj(i -> specs.get(i % specs.size()))
                .toList();
    }

    /** One run of each kind that is left to train and was not measured. */
    private static List<RunSpec> kinds(Plan plan, StepTimes measured) {
        Set<String> known = new HashSet<>();
        measured.taken().forEach(taken -> known.add(Estimator.kind(taken.spec())));
        Map<String, RunSpec> kinds = new LinkedHashMap<>();
        for (PlannedRun run : plan.runs()) {
            String kind = Estimator.kind(run.spec());
            boolean trains = run.standing() != PlannedRun.Standing.FINISHED
                    && run.standing() != PlannedRun.Standing.PREDICTIONS_MISSING;
            if (trains && !known.contains(kind) && kinds.size() < MOST_KINDS) {
                kinds.putIfAbsent(kind, run.spec());
            }
        }
        return List.copyOf(kinds.values());
    }

    private static List<StepTimes.Taken> together(List<RunSpec> specs, int from, Path scratch, Executor executor) {
        List<RunFiles> folders = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        try {
            for (int i = 0; i < specs.size(); i++) {
                Slot slot = Slot.cpu(i);
                RunFiles folder = new RunFiles(scratch.resolve(Integer.toString(from + i)));
                Json.write(
                        folder.job(),
                        new Job(
                                specs.get(i),
                                Job.Kind.TIME,
                                List.of(),
                                slot.device(),
                                slot.threads(),
                                null,
                                null,
                                true));
                folders.add(folder);
                attempts.add(executor.start(folder, slot));
            }
            for (Attempt attempt : attempts) {
                attempt.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            // what was not timed in time is left to the cost model
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            attempts.forEach(Attempt::kill);
        }
        List<StepTimes.Taken> taken = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            RunSpec spec = specs.get(i);
            new EventLog(folders.get(i).events())
                    .read().stream()
                            .filter(event -> event.type().equals("timing"))
                            .map(Calibration::seconds)
                            .forEach(seconds -> taken.add(new StepTimes.Taken(spec, seconds, Double.NaN)));
        }
        return taken;
    }

    private static double seconds(RunEvent event) {
        return event.data().get("seconds_per_step") instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("sdde-calibrate-");
        } catch (IOException e) {
            throw new UserError("cannot make a scratch folder: " + e + "; name another with -Djava.io.tmpdir", e);
        }
    }
}
