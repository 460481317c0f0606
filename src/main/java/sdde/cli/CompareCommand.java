package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.report.Differences;
import sdde.report.StudyRun;
import sdde.report.document.Block;
import sdde.report.document.Cell;
import sdde.report.document.Document;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.RunId;
import sdde.store.Database;
import sdde.store.Plans;

/** Says what differs between two sweeps or two runs. */
final class CompareCommand implements Command {
    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String summary() {
        return "says what differs between two sweeps, or two runs: settings, environment, numbers";
    }

    @Override
    public String arguments() {
        return "A B";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home()).addOption(CommonOptions.json());
    }

    @Override
    public String examples() {
        return """
                sweep compare quickstart lambda-grid
                sweep compare 3f2a91c4 8b0c77de --json   # two runs, by the first digits of their ids
                """;
    }

    @Override
    public int run(Invocation invocation) {
        Home home = invocation.home();
        List<String> given = invocation.line().getArgList();
        if (given.size() != 2) {
            throw new UserError("expected two arguments, the names of two sweeps or the ids of two runs, got %d%s"
                    .formatted(given.size(), given.isEmpty() ? "" : ": " + given));
        }
        boolean first = isSweep(given.get(0), home);
        boolean second = isSweep(given.get(1), home);
        if (first != second) {
            throw new UserError("'%s' is a sweep and '%s' a run; give two sweeps or two runs"
                    .formatted(given.get(first ? 0 : 1), given.get(first ? 1 : 0)));
        }
        try (Database database = DatabaseOfRuns.readOnly(home, invocation.console())) {
            Document differences = first
                    ? sweeps(KnownSweep.find(given.get(0), home), KnownSweep.find(given.get(1), home), home, database)
                    : Differences.of(runOf(given.get(0), home, database), runOf(given.get(1), home, database));
            Console console = invocation.console();
            if (invocation.has(CommonOptions.JSON)) {
                console.line(Json.line(json(differences)));
            } else {
                console.print(text(differences));
            }
        }
        return Main.OK;
    }

    /** @throws UserError if it is neither the name of a sweep nor the beginning of a run's id */
    private static boolean isSweep(String given, Home home) {
        List<String> sweeps = Plans.sweeps(home);
        String name = given.replaceFirst(".*/", "").replaceFirst("\\.ya?ml$", "");
        if (sweeps.contains(given) || sweeps.contains(name) || sweeps.contains(name.replace('_', '-'))) {
            return true;
        }
        if (KnownRun.ids(home).stream().anyMatch(id -> id.startsWith(given))) {
            return false;
        }
        String hint = DidYouMean.hint(given, sweeps);
        throw new UserError(
                "there is no sweep and no run '%s' in %s%s known sweeps: %s; ids of runs: sweep status SWEEP"
                        .formatted(given, home.folder(), hint.isEmpty() ? ";" : hint, sweeps));
    }

    private static Document sweeps(FrozenPlan a, FrozenPlan b, Home home, Database database) {
        return Differences.of(
                Reports.study(List.of(a), home, database),
                Reports.study(List.of(b), home, database),
                Reports.options(List.of(a), home));
    }

    private static StudyRun runOf(String given, Home home, Database database) {
        RunId id = new RunId(KnownRun.find(given, home).folder().getFileName().toString());
        return StudyRun.read(home.runs(), id, database.measurements(List.of(id)).getOrDefault(id, List.of()));
    }

    private static String text(Document document) {
        StringBuilder out = new StringBuilder(document.title()).append('\n');
        for (Section section : document.sections()) {
            out.append('\n').append(section.title()).append('\n');
            for (Block block : section.blocks()) {
                if (block instanceof Block.Paragraph paragraph) {
                    out.append(paragraph.text()).append('\n');
                } else if (block instanceof Table table) {
                    out.append(TextTable.aligned(
                            table.columns().stream().map(Table.Column::header).toList(), rows(table)));
                    table.notes().forEach(note -> out.append(note).append('\n'));
                }
            }
        }
        return out.toString();
    }

    private static List<List<String>> rows(Table table) {
        return table.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> cell.text().replaceAll("\\p{Cntrl}", " "))
                        .toList())
                .toList();
    }

    private static Map<String, Object> json(Document document) {
        List<Object> tables = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Section section : document.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Table table) {
                    tables.add(Map.of(
                            "section", section.id(),
                            "columns",
                                    table.columns().stream()
                                            .map(Table.Column::header)
                                            .toList(),
                            "rows",
                                    table.rows().stream()
                                            .map(row -> row.stream()
                                                    .map(CompareCommand::value)
                                                    .toList())
                                            .toList()));
                } else if (block instanceof Block.Paragraph paragraph) {
                    texts.add(paragraph.text());
                }
            }
        }
        return Map.of("title", document.title(), "tables", tables, "texts", texts);
    }

    /** Numbers unscaled and unrounded. */
    private static Object value(Cell cell) {
        if (cell instanceof Cell.Quantity quantity && Double.isFinite(quantity.value())) {
            return quantity.value();
        }
        return cell instanceof Cell.Estimate estimate ? estimate.mean() : cell.text();
    }
}
