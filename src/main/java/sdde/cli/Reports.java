package sdde.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sdde.config.ReportChoice;
import sdde.report.ReportOptions;
import sdde.report.ReportWriter;
import sdde.report.Study;
import sdde.report.TextSummary;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Overlaps;
import sdde.run.Registrations;
import sdde.store.Database;

/** Writes reports from run folders and measurements. */
final class Reports {
    private Reports() {}

    /** Writes {@code reports/<sweep>/} and prints the result table. @return the file to open */
    static Path write(FrozenPlan plan, Home home, Database database, Console console) {
        Study study = study(plan, home, database);
        Path folder = home.reports().resolve(plan.sweep());
        ReportOptions options = options(Registrations.of(home, plan.sweep()).report());
        ReportWriter.write(study, folder, options);
        console.print("\n" + TextSummary.of(study, options) + "\n");
        Path html = folder.resolve("report.html");
        return Files.exists(html) ? html : folder.resolve("report.md");
    }

    /** What the sweep file chose at its last start; what it left out is usual. */
    private static ReportOptions options(ReportChoice choice) {
        ReportOptions usual = ReportOptions.DEFAULT;
        return new ReportOptions(
                choice.baseline() == null ? usual.baseline() : choice.baseline(),
                choice.aggregator() == null ? usual.aggregator() : choice.aggregator());
    }

    static Study study(FrozenPlan plan, Home home, Database database) {
        return Study.read(plan, home.runs(), id -> database.measurements(List.of(id))
                        .getOrDefault(id, List.of()))
                .with(Registrations.of(home, plan.sweep()).claims(), Overlaps.of(home, plan));
    }
}
