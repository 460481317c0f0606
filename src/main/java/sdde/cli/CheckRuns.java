package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.commons.cli.Options;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.plan.Plan;
import sdde.plan.PlannedRun;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.schedule.Scheduler;
import sdde.schedule.Summary;
import sdde.store.Database;
import sdde.track.Tracker;

/** The runs that a check is about: a small sweep like any other, so what is finished already is not trained again. */
final class CheckRuns {
    private static final String DATASET = "dataset";
    private static final String ENSEMBLE_SIZE = "ensemble-size";
    private static final String SEED = "seed";
    private static final String EPOCHS = "epochs";
    private static final String LAMBDA = "lambda";

    private CheckRuns() {}

    /** @param members that succeeded. @param code of the program if they are not all there, else {@link Main#OK} */
    record Found(List<Member> members, int code) {}

    static Options options() {
        return new Options()
                .addOption(CommonOptions.valued(DATASET, "NAME", "trained on (default: mnist)"))
                .addOption(CommonOptions.valued(ENSEMBLE_SIZE, "N", "members (default: 2; gradcam has 1)"))
                .addOption(CommonOptions.valued(SEED, "N", "of the runs (default: 1)"))
                .addOption(CommonOptions.valued(EPOCHS, "N", "of the runs (default: 1)"))
                .addOption(CommonOptions.valued(LAMBDA, "X", "of sdde in cam-similarity (default: the recipe's)"))
                .addOption(CommonOptions.slots());
    }

    /** Trains what is not finished. */
    static Found of(Check check, Invocation invocation) throws Exception {
        Plan plan = plan(check, invocation);
        List<Member> members = plan.freeze(0).members();
        boolean there = plan.runs().stream().allMatch(run -> run.standing() == PlannedRun.Standing.FINISHED);
        int code = there ? Main.OK : train(plan.freeze(Clock.systemUTC().millis()), invocation);
        if (there && plan.runs().stream().anyMatch(run -> run.state() == RunState.DIVERGED)) {
            invocation.console().error("a run of this check has diverged; see: sweep status");
            code = Main.SOME_FAILED;
        }
        return new Found(members, code);
    }

    private static int train(FrozenPlan plan, Invocation invocation) throws InterruptedException {
        Home home = invocation.home();
        Training training = Training.of(invocation);
        try (HomeLock lock = HomeLock.take(home, "sweep check");
                Database database = Database.open(home)) {
            FrozenPlan kept = Scheduler.keep(home, plan);
            database.recordPlan(kept);
            try (Recorder recorder = new Recorder(home, database, Tracker.OFF)) {
                Summary summary = training.run(lock, kept, List.of(recorder));
                if (summary.stopped()) {
                    training.progress().line("stopped; the same command goes on from here");
                    return Main.STOPPED;
                }
                recorder.finish();
                return summary.count(RunState.SUCCEEDED) == plan.members().size() ? Main.OK : Main.SOME_FAILED;
            }
        }
    }

    private static Plan plan(Check check, Invocation invocation) throws IOException {
        Path folder = Files.createTempDirectory("sdde-check-");
        try {
            Path file = folder.resolve("check-" + check.name() + ".yaml");
            Files.writeString(file, text(check, invocation));
            return Planning.plan(file, invocation);
        } finally {
            VerifyCommand.delete(folder);
        }
    }

    /** Its own sets alone are predicted: no check looks at others. */
    private static String text(Check check, Invocation invocation) {
        boolean single = check.ensembleSize() == 1;
        int members = invocation.number(ENSEMBLE_SIZE, check.ensembleSize(), single ? 1 : 2, single ? 1 : 1000);
        boolean hasLambda = invocation.line().getOptionValue(LAMBDA) != null;
        String lambda = hasLambda ? Double.toString(Numbers.option(invocation, LAMBDA, 0, 1e-9, 1e6)) : "default";
        return """
                sweep: check-%s
                description: made by the command of that name
                grid:
                  dataset: %s
                  ensemble_size: %d
                  seed: %d
                  method: %s
                set:
                  train.epochs: %d
                  train.augmentation: none
                  ood.near: []
                  ood.far: []
                  ood.validation: []
                """
                .formatted(
                        check.name(),
                        dataset(invocation),
                        members,
                        invocation.number(SEED, 1, 0, 999_999_999),
                        check.methods(lambda),
                        invocation.number(EPOCHS, 1, 1, 10_000));
    }

    private static String dataset(Invocation invocation) {
        String name = invocation.line().getOptionValue(DATASET, "mnist");
        List<String> known = SweepFile.names(invocation.program().root().resolve("experiments"));
        if (!known.contains(name)) {
            String hint = DidYouMean.hint(name, known);
            throw new UserError("no recipe for a data set '%s' in experiments/%s known: %s"
                    .formatted(name, hint.isEmpty() ? ";" : hint, known));
        }
        return name;
    }
}
