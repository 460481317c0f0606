package sdde.cli;

import org.apache.commons.cli.Options;
import sdde.report.TextSummary;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.store.Database;

/** Prints a sweep's result table. */
final class TablesCommand implements Command {
    @Override
    public String name() {
        return "tables";
    }

    @Override
    public String summary() {
        return "prints the result table of a sweep and says where its LaTeX tables are";
    }

    @Override
    public String arguments() {
        return "SWEEP";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home());
    }

    @Override
    public String examples() {
        return "sweep tables quickstart";
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        FrozenPlan plan = KnownSweep.find(invocation.onlyArgument("the name of a sweep"), home);
        try (Database database = Database.readOnly(home)) {
            invocation.console().print(TextSummary.of(Reports.study(plan, home, database)));
        }
        invocation
                .console()
                .line("LaTeX: "
                        + invocation
                                .program()
                                .show(home.reports().resolve(plan.sweep()).resolve("tables")));
        return Main.OK;
    }
}
