package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.FrozenPlan;
import sdde.run.RunEvent;
import sdde.run.RunState;

/** Where every point of the grid went. */
final class AccountingSection {
    private AccountingSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>(List.of(flow(analysis), seeds(analysis)));
        List<StudyRun> unused =
                analysis.study().runs().stream().filter(run -> !run.isUsed()).toList();
        if (unused.isEmpty()) {
            blocks.add(new Paragraph("Every run of the plan is used: none failed, diverged or is missing."));
        } else {
            blocks.add(new Paragraph(
                    "%s of %s runs are not in the tables; rows that lack seeds carry †."
                            .formatted(unused.size(), analysis.study().runs().size()),
                    Tone.CAUTION));
            blocks.add(unused(unused));
        }
        return new Section("accounting", "Run accounting", blocks);
    }

    private static Table flow(Analysis analysis) {
        FrozenPlan plan = analysis.study().plan();
        List<List<Cell>> rows = new ArrayList<>();
        row(rows, "points of the grid", plan.expanded(), "");
        row(rows, "merged", plan.merged(), "named a run that was already in the plan");
        for (FrozenPlan.Exclusion exclusion : plan.exclusions()) {
            row(rows, "excluded", exclusion.points(), exclusion.rule());
        }
        row(rows, "runs of the plan", plan.members().size(), "");
        row(rows, "used", analysis.used().size(), "succeeded and evaluated");
        row(
                rows,
                "diverged",
                count(analysis, RunState.DIVERGED),
                "loss became NaN or infinite: a result, never retried");
        row(rows, "failed", count(analysis, RunState.FAILED), "no attempt succeeded");
        row(rows, "stopped", count(analysis, RunState.CANCELLED), "by the user; resumable");
        long open = analysis.study().runs().stream()
                .filter(run -> !run.state().isTerminal())
                .count();
        row(rows, "not finished", open, "never started or interrupted");
        long unmeasured = analysis.study().runs().stream()
                .filter(run -> run.state() == RunState.SUCCEEDED && !run.isUsed())
                .count();
        row(rows, "not evaluated", unmeasured, "succeeded, but has no measurements");
        long attempts = analysis.study().runs().stream()
                .mapToLong(AccountingSection::starts)
                .sum();
        row(rows, "starts of a worker", attempts, "retries, resumptions and added predictions included");
        return new Table(
                "accounting",
                "From the grid to the tables",
                List.of(Column.words("stage"), Column.numbers("number"), Column.words("what")),
                rows,
                List.of());
    }

    private static void row(List<List<Cell>> rows, String stage, long number, String what) {
        rows.add(List.of(Cell.of(stage), Cell.of(number), Cell.of(what)));
    }

    private static long count(Analysis analysis, RunState state) {
        return analysis.study().runs().stream()
                .filter(run -> run.state() == state)
                .count();
    }

    private static long starts(StudyRun run) {
        return run.events().stream()
                .filter(event -> event.type().equals("start"))
                .count();
    }

    private static Table seeds(Analysis analysis) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Group group : analysis.groups()) {
            for (MethodRow row : group.rows()) {
                rows.add(List.of(
                        Cell.of(row.marked()),
                        Cell.of(group.title()),
                        Cell.of(seeds(row.runs())),
                        Cell.of(seeds(row.used())),
                        Cell.of(seeds(
                                row.runs().stream().filter(run -> !run.isUsed()).toList()))));
            }
        }
        return new Table(
                "seeds",
                "Seeds of each row",
                List.of(
                        Column.words("method"),
                        Column.words("block"),
                        Column.words("planned"),
                        Column.words("used"),
                        Column.words("missing")),
                rows,
                List.of(),
                true);
    }

    private static String seeds(List<StudyRun> runs) {
        return runs.isEmpty()
                ? "–"
                : runs.stream().map(run -> Long.toString(run.spec().seed())).collect(Collectors.joining(", "));
    }

    private static Table unused(List<StudyRun> runs) {
        List<List<Cell>> rows = runs.stream()
                .map(run -> List.of(
                        Cell.of(run.spec().title()),
                        Cell.of(run.member().id().hex()),
                        Cell.of(run.state().name().toLowerCase(java.util.Locale.ROOT)),
                        Cell.of(reason(run))))
                .toList();
        return new Table(
                "unused",
                "Runs that are not in the tables",
                List.of(Column.words("run"), Column.words("id"), Column.words("state"), Column.words("reason")),
                rows,
                List.of());
    }

    private static String reason(StudyRun run) {
        if (run.result() != null && run.result().reason() != null) {
            return run.result().reason();
        }
        return run.events().stream()
                .filter(event -> event.type().equals("state"))
                .map(RunEvent::data)
                .map(AccountingSection::reason)
                .reduce("", (earlier, later) -> later);
    }

    private static String reason(Map<String, Object> state) {
        Object reason = state.get("reason");
        return reason == null ? "" : String.valueOf(reason);
    }
}
