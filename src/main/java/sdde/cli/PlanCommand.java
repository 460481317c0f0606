package sdde.cli;

import java.nio.file.Path;
import org.apache.commons.cli.Options;
import sdde.plan.Plan;
import sdde.plan.PlanPrinter;

/** Shows what a sweep comes to; writes nothing. */
final class PlanCommand implements Command {
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
                .addOption(CommonOptions.slots())
                .addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                sweep plan sweeps/quickstart.yaml
                sweep plan lambda_grid                # a name: looked up under sweeps/
                sweep plan lambda_grid --json | jq .standing
                """;
    }

    @Override
    public int run(Invocation invocation) {
        return print(invocation, SweepFile.find(invocation.onlyArgument("a sweep file"), invocation.program()));
    }

    static int print(Invocation invocation, Path file) {
        Plan plan = Planning.plan(file, invocation);
        int slots = invocation.has(CommonOptions.SLOTS)
                ? invocation.slots()
                : plan.sweep().execution().cpuSlots().orElse(invocation.slots());
        PlanPrinter printer = new PlanPrinter(plan, slots);
        invocation.console().print(invocation.has(CommonOptions.JSON) ? printer.json() : printer.text());
        return Main.OK;
    }
}
