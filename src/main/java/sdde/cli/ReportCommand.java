package sdde.cli;

import java.nio.file.Path;
import org.apache.commons.cli.Options;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.store.Database;

/** Writes a sweep's report anew from what is stored; trains nothing. */
final class ReportCommand implements Command {
    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "writes the report of a sweep anew from what is stored; trains nothing";
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
        return """
                sweep report quickstart
                sweep report lambda-grid --home ~/trial
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        FrozenPlan plan = KnownSweep.find(invocation.onlyArgument("the name of a sweep"), home);
        try (Database database = Database.readOnly(home)) {
            Path report = Reports.write(plan, home, database, invocation.console());
            invocation.console().line("report: " + invocation.program().show(report));
        }
        return Main.OK;
    }
}
