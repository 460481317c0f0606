package sdde.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sdde.config.ReportChoice;
import sdde.report.ReportFormat;
import sdde.report.ReportOptions;
import sdde.report.ReportWriter;
import sdde.report.Study;
import sdde.report.TextSummary;
import sdde.report.United;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Overlaps;
import sdde.run.Registrations;
import sdde.run.Verifications;
import sdde.store.Database;

/** Writes reports from run folders and measurements. */
final class Reports {
    private Reports() {}

    /** Writes {@code reports/<sweep>/} and prints the result table. @return the file to open */
    static Path write(FrozenPlan plan, Home home, Database database, Console console) {
        List<FrozenPlan> plans = List.of(plan);
        return write(
                study(plans, home, database), home, options(plans, home), EnumSet.allOf(ReportFormat.class), console);
    }

    /** As above, of what was chosen. */
    static Path write(Study study, Home home, ReportOptions options, Set<ReportFormat> formats, Console console) {
        Path folder = home.reports().resolve(study.plan().sweep());
        ReportWriter.write(study, folder, options, formats);
        console.print("\n" + TextSummary.of(study, options, console.columns()) + "\n");
        return Stream.of("report.html", "report.md")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(folder);
    }

    /** What the sweep files chose at their last start, the first that did; what they left out is usual. */
    static ReportOptions options(List<FrozenPlan> plans, Home home) {
        ReportOptions usual = ReportOptions.DEFAULT;
        ReportChoice choice = plans.stream()
                .map(plan -> Registrations.of(home, plan.sweep()).report())
                .filter(one -> !one.equals(ReportChoice.NONE))
                .findFirst()
                .orElse(ReportChoice.NONE);
        return new ReportOptions(
                choice.baseline() == null ? usual.baseline() : choice.baseline(),
                choice.aggregator() == null ? usual.aggregator() : choice.aggregator());
    }

    /** Of one sweep, or of several as one. */
    static Study study(List<FrozenPlan> plans, Home home, Database database) {
        FrozenPlan plan = United.of(plans);
        Study study = Study.read(
                plan, home.runs(), id -> database.measurements(List.of(id)).getOrDefault(id, List.of()));
        return study.with(
                        plans.stream()
                                .flatMap(one -> Registrations.of(home, one.sweep()).claims().stream())
                                .toList(),
                        plans.stream()
                                .flatMap(one -> Overlaps.of(home, one).stream())
                                .distinct()
                                .toList())
                .with(study.evidence()
                        .with(
                                plans,
                                plans.stream()
                                        .flatMap(one -> Verifications.of(home, one.sweep()).stream())
                                        .distinct()
                                        .toList()));
    }
}
