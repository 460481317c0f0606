package sdde.cli;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.commons.cli.Options;
import sdde.config.Execution;
import sdde.plan.Plan;
import sdde.run.FrozenPlan.Member;

/** The main job: trains what is not trained yet, evaluates it, writes the report. */
final class RunCommand implements Command {
    private static final String RETRIES = "retries";
    private static final int USUAL_RETRIES = 2;
    private static final String DETACH = "detach";
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
                .addOption(CommonOptions.smoke())
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.devices())
                .addOption(CommonOptions.executor())
                .addOption(CommonOptions.flag(CommonOptions.JSON, "with --dry-run: print JSON"))
                .addOption(CommonOptions.valued(RETRIES, "N", "of a run that crashed (default: the file's, else 2)"))
                .addOption(CommonOptions.flag(
                        DETACH, "go on in the background, also when the terminal closes; see: sweep status --watch"))
                .addOption(CommonOptions.flag(
                        Carrier.INLINE,
                        "run in this process, one at a time, and show the bare stack trace of a fault: for debugging"));
    }

    @Override
    public String examples() {
        return """
                run-sweep sweeps/quickstart.yaml      # a path
                run-sweep lambda_grid.yaml            # a name: looked up under sweeps/, from any folder
                run-sweep lambda_grid --dry-run       # what would be trained, merged, skipped
                run-sweep paper_cifar10 --smoke       # minutes on any machine, with or without the data
                run-sweep lambda_grid --detach        # in the background
                run-sweep quickstart --home ~/trial --slots 1
                run-sweep paper_mnist --executor slurm --detach   # on the nodes of a cluster
                """;
    }

    @Override
    public int run(Invocation invocation) throws Exception {
        Path file = SweepFile.find(invocation.onlyArgument("a sweep file"), invocation.program());
        if (invocation.has(DRY_RUN)) {
            return PlanCommand.print(invocation, file);
        }
        return start(invocation, file, member -> true);
    }

    /** @param wanted which runs of the plan, of those that are not finished */
    static int start(Invocation invocation, Path file, Predicate<Member> wanted) throws Exception {
        Placement.wish(invocation, Execution.DEFAULT); // a wrong option is told before a plan is made
        Carrier.kind(invocation, Execution.DEFAULT);
        int given = invocation.number(RETRIES, USUAL_RETRIES, 0, 100);
        Plan plan = Planning.plan(file, invocation);
        Execution execution = plan.sweep().execution();
        int retries = invocation.has(RETRIES) ? given : execution.retries().orElse(given);
        Carrier carrier = Carrier.choose(invocation, execution, plan.runs().size());
        if (invocation.has(DETACH)) {
            return Detached.start(invocation, plan.sweep().name(), DETACH);
        }
        return new SweepRun(invocation, plan).run(carrier, retries, wanted);
    }
}
