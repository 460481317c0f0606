package sdde.cli;

import java.nio.file.Path;
import org.apache.commons.cli.Options;
import sdde.config.Execution;
import sdde.config.UserError;
import sdde.plan.Plan;

/** The main job: trains what is not trained yet, evaluates it, writes the report. */
final class RunCommand implements Command {
    private static final String RETRIES = "retries";
    private static final int USUAL_RETRIES = 2;
    private static final String INLINE = "inline";
    private static final String DRY_RUN = "dry-run";

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String call() {
        return "run-sweep";
    }

    @Override
    public String summary() {
        return "trains every run of a sweep that is not trained yet, evaluates it, writes the report";
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
                .addOption(CommonOptions.flag(DRY_RUN, "print the plan and write nothing, as: sweep plan FILE"))
                .addOption(CommonOptions.flag(
                        PlanCommand.CALIBRATE, "with --dry-run: time some steps of each kind of run first"))
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.flag(CommonOptions.JSON, "with --dry-run: print JSON"))
                .addOption(CommonOptions.valued(RETRIES, "N", "of a run that crashed (default: the file's, else 2)"))
                .addOption(CommonOptions.flag(INLINE, "run in this process, one at a time: for debugging"));
    }

    @Override
    public String examples() {
        return """
                run-sweep sweeps/quickstart.yaml      # a path
                run-sweep lambda_grid.yaml            # a name: looked up under sweeps/, from any folder
                run-sweep lambda_grid --dry-run       # what would be trained, merged, skipped
                run-sweep quickstart --home ~/trial --slots 1
                """;
    }

    @Override
    public int run(Invocation invocation) throws Exception {
        Path file = SweepFile.find(invocation.onlyArgument("a sweep file"), invocation.program());
        if (invocation.has(DRY_RUN)) {
            return PlanCommand.print(invocation, file);
        }
        int given = invocation.slots(); // a wrong option is told before a plan is made
        int retries = invocation.number(RETRIES, USUAL_RETRIES, 0, 100);
        Plan plan = Planning.plan(file, invocation);
        Execution execution = plan.sweep().execution();
        refuseGpus(execution);
        int slots = invocation.has(CommonOptions.SLOTS)
                ? given
                : execution.cpuSlots().orElse(given);
        int tries = invocation.has(RETRIES) ? retries : execution.retries().orElse(retries);
        return new SweepRun(invocation, plan).run(slots, tries, invocation.has(INLINE));
    }

    private static void refuseGpus(Execution execution) {
        if (!execution.gpus().isEmpty()) {
            throw new UserError(
                    execution.devicesPlace().map(place -> place + ": ").orElse("")
                            + "not supported yet: devices %s; leave 'devices' out, or write devices: {cpu: N}"
                                    .formatted(execution.gpus()));
        }
    }
}
