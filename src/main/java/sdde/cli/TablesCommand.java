package sdde.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import sdde.report.ReportOptions;
import sdde.report.ReportWriter;
import sdde.report.Study;
import sdde.report.TextSummary;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.store.Database;

/** Prints the result table of a sweep and writes its LaTeX tables. */
final class TablesCommand implements Command {
    @Override
    public String name() {
        return "tables";
    }

    @Override
    public String summary() {
        return "prints the result table of a sweep, or of several as one, and writes their tables for LaTeX";
    }

    @Override
    public String arguments() {
        return "SWEEP…";
    }

    @Override
    public Options options() {
        Options options = new Options().addOption(CommonOptions.home());
        ChosenReport.options().forEach(options::addOption);
        return options;
    }

    @Override
    public String examples() {
        return """
                sweep tables quickstart
                sweep tables lambda-grid --select ood-val
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        List<FrozenPlan> plans = KnownSweep.findAll(invocation.line().getArgList(), home);
        new Completion(home, invocation.console()).of(plans);
        try (Database database = DatabaseOfRuns.readOnly(home, invocation.console())) {
            Study study = Reports.study(plans, home, database);
            ReportOptions options = ChosenReport.of(invocation, study, Reports.options(plans, home));
            Path tables = ReportWriter.tables(
                    study, home.reports().resolve(study.plan().sweep()), options);
            invocation
                    .console()
                    .print(TextSummary.of(study, options, invocation.console().columns()));
            invocation.console().line("LaTeX: " + invocation.program().show(tables));
        }
        return Main.OK;
    }
}
