package sdde.cli;

import java.nio.file.Path;
import org.apache.commons.cli.Options;
import sdde.plan.Estimate;
import sdde.plan.Estimator;
import sdde.plan.Plan;
import sdde.plan.PlanPrinter;
import sdde.run.Home;
import sdde.run.StepTimes;
import sdde.schedule.HomeLock;

/** Shows what a sweep comes to; writes nothing. */
final class PlanCommand implements Command {
    static final String CALIBRATE = "calibrate";

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "shows the runs of a sweep, what is merged, excluded and there already; writes nothing";
    }

    @Override
    public String arguments() {
        return "FILE";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.data())
                .addOption(CommonOptions.smoke())
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.flag(CALIBRATE, "time some steps of each kind of run before estimating"))
                .addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                sweep plan sweeps/quickstart.yaml
                sweep plan lambda_grid                # a name: looked up under sweeps/
                sweep plan lambda_grid --smoke        # what the form that ends in minutes leaves of it
                sweep plan lambda_grid --json | jq .standing
                sweep plan lambda_grid --calibrate    # a better estimate of the time
                """;
    }

    @Override
    public int run(Invocation invocation) {
        return print(invocation, SweepFile.find(invocation.onlyArgument("a sweep file"), invocation.program()));
    }

    static int print(Invocation invocation, Path file) {
        Plan plan = Planning.outlook(file, invocation);
        int slots = invocation.has(CommonOptions.SLOTS)
                ? invocation.slots()
                : plan.sweep().execution().cpuSlots().orElse(invocation.slots());
        Home home = invocation.home();
        Plan seen = HomeLock.holder(home).isPresent() ? plan.liveNow() : plan;
        StepTimes measured = MeasuredTimes.of(home);
        if (invocation.has(CALIBRATE)) {
            Planning.refuseIfLacking(seen); // steps are timed on the real images
        }
        StepTimes timed =
                invocation.has(CALIBRATE) ? Calibration.of(seen, measured, slots, invocation) : StepTimes.NONE;
        Estimate estimate = new Estimator(new PlanFacts(), measured, timed).of(seen, slots);
        PlanPrinter printer =
                new PlanPrinter(seen, slots, estimate, invocation.console().columns());
        invocation.console().print(invocation.has(CommonOptions.JSON) ? printer.json() : printer.text());
        return Main.OK;
    }
}
