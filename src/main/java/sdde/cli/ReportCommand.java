package sdde.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.Options;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.report.ReportFormat;
import sdde.report.ReportOptions;
import sdde.report.Study;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.store.Database;

/** Writes the report of a sweep, or of several as one, anew from what is stored; trains nothing. */
final class ReportCommand implements Command {
    private static final String FORMAT = "format";

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "writes the report of a sweep, or of several as one, anew from what is stored; trains nothing";
    }

    @Override
    public String arguments() {
        return "SWEEP…";
    }

    @Override
    public Options options() {
        Options options = new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.valued(
                        FORMAT,
                        "LIST",
                        "files to write, of " + String.join(",", ReportFormat.labels()) + " (default: all)"));
        ChosenReport.options().forEach(options::addOption);
        return options;
    }

    @Override
    public String examples() {
        return """
                sweep report quickstart
                sweep report lambda-grid --home ~/trial
                sweep report lambda-grid ensemble-size --baseline ncl   # both in one, in reports/lambda-grid+ensemble-size
                sweep report quickstart --format html,tex
                sweep report quickstart --format html,md,json,tex,csv,svg,png,checklist,ro-crate   # small: no PDF, no raw numbers
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        Set<ReportFormat> formats = formats(invocation);
        List<FrozenPlan> plans = KnownSweep.findAll(invocation.line().getArgList(), home);
        new Completion(home, invocation.console()).of(plans);
        try (Database database = DatabaseOfRuns.readOnly(home, invocation.console())) {
            Study study = Reports.study(plans, home, database);
            ReportOptions options = ChosenReport.of(invocation, study, Reports.options(plans, home));
            Path report = Reports.write(study, home, options, formats, invocation.console());
            invocation.console().line("report: " + invocation.program().show(report));
        }
        return Main.OK;
    }

    private static Set<ReportFormat> formats(Invocation invocation) {
        String given = invocation.line().getOptionValue(FORMAT);
        if (given == null) {
            return EnumSet.allOf(ReportFormat.class);
        }
        Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);
        for (String name : given.split(",")) {
            formats.add(ReportFormat.named(name.strip())
                    .orElseThrow(() -> new UserError("option '--%s': unknown format '%s'%s known: %s"
                            .formatted(FORMAT, name.strip(), hint(name), ReportFormat.labels()))));
        }
        return formats;
    }

    private static String hint(String name) {
        String hint = DidYouMean.hint(name.strip(), ReportFormat.labels());
        return hint.isEmpty() ? ";" : hint;
    }
}
