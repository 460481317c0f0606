package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Scale;
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
        Duplicates.of(analysis.study()).ifPresent(blocks::add);
        blocks.add(hours(analysis));
        return new Section("accounting", "Run accounting", blocks);
    }

    private static Table flow(Analysis analysis) {
        FrozenPlan plan = analysis.study().plan();
        List<StudyRun> runs = analysis.study().runs();
        List<List<Cell>> rows = new ArrayList<>();
        row(rows, "expanded", plan.expanded(), "points of the grid");
        row(rows, "merged", plan.merged(), "named a run that was already in the plan");
        for (FrozenPlan.Exclusion exclusion : plan.exclusions()) {
            row(rows, "excluded", exclusion.points(), exclusion.rule());
        }
        if (plan.exclusions().isEmpty()) {
            row(rows, "excluded", 0, "the sweep has no rule of exclusion");
        }
        row(rows, "runs of the plan", plan.members().size(), "");
        long earlier = runs.stream().filter(run -> isEarlier(run, plan)).count();
        row(rows, "cached", earlier, "first started before this plan was: for another sweep, or an earlier form of it");
        row(rows, "run", begun(runs) - earlier, "first started for this plan");
        row(rows, "not finished", open(runs), "never started, or interrupted");
        row(rows, "stopped", count(analysis, RunState.CANCELLED), "by the user; resumable");
        row(
                rows,
                "diverged",
                count(analysis, RunState.DIVERGED),
                "loss became NaN or infinite: a result, never retried");
        SortedMap<String, Long> failures = failures(runs);
        failures.forEach((kind, number) -> row(rows, "failed", number, "class " + kind + "; no attempt succeeded"));
        if (failures.isEmpty()) {
            row(rows, "failed", 0, "no attempt succeeded");
        }
        row(rows, "starts of a worker", starts(runs), "resumptions and added predictions included");
        row(
                rows,
                "retried",
                runs.stream().mapToLong(AccountingSection::retries).sum(),
                "attempts that ended badly and were followed by another");
        row(rows, "not evaluated", unmeasured(runs), "succeeded, but has no measurements");
        row(rows, "used", analysis.used().size(), "succeeded and evaluated: in the tables");
        return new Table(
                "accounting",
                "From the grid to the tables",
                List.of(Column.words("stage"), Column.numbers("number"), Column.words("what")),
                rows,
                List.of());
    }

    private static long begun(List<StudyRun> runs) {
        return runs.stream().filter(run -> starts(run) > 0).count();
    }

    private static boolean isEarlier(StudyRun run, FrozenPlan plan) {
        return run.events().stream()
                .filter(event -> event.type().equals("start"))
                .findFirst()
                .map(start -> start.time() < plan.time())
                .orElse(false);
    }

    private static long open(List<StudyRun> runs) {
        return runs.stream().filter(run -> !run.state().isTerminal()).count();
    }

    private static long unmeasured(List<StudyRun> runs) {
        return runs.stream()
                .filter(run -> run.state() == RunState.SUCCEEDED && !run.isUsed())
                .count();
    }

    private static long starts(List<StudyRun> runs) {
        return runs.stream().mapToLong(AccountingSection::starts).sum();
    }

    /** Failed runs by the class of their last failure. */
    private static SortedMap<String, Long> failures(List<StudyRun> runs) {
        return runs.stream()
                .filter(run -> run.state() == RunState.FAILED)
                .collect(Collectors.groupingBy(
                        run -> failures(run).reduce((earlier, later) -> later).orElse("unknown"),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** Classes of a run's failures, one an attempt. */
    private static Stream<String> failures(StudyRun run) {
        return run.events().stream()
                .filter(event -> event.type().equals("state")
                        && String.valueOf(event.data().get("state")).equals(RunState.FAILED.name()))
                .map(event -> String.valueOf(event.data().getOrDefault("class", "unknown")));
    }

    private static long retries(StudyRun run) {
        long bad = failures(run).count();
        return run.state() == RunState.FAILED ? Math.max(0, bad - 1) : bad;
    }

    private static Table hours(Analysis analysis) {
        Hours hours = Hours.of(analysis.study().runs());
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(hours("processor", hours, false));
        if (hours.hasGpu()) {
            rows.add(hours("GPU", hours, true));
        }
        Map<Integer, Integer> threads = Hours.threads(analysis.study().runs());
        return new Table(
                "accounting-hours",
                "Hours of computing",
                List.of(
                        Column.words("device"),
                        Column.numbers("used"),
                        Column.numbers("discarded"),
                        Column.numbers("in all")),
                rows,
                List.of(
                        "Wall time of workers from their start to their end, or to the last that was heard of them. Discarded: of"
                                + " runs that are not in the tables, and of workers that died (a resumed run lost only what came"
                                + " after its last checkpoint). Processor hours are of workers, not of cores: "
                                + (threads.isEmpty()
                                        ? "how many threads they had is unknown."
                                        : threads.entrySet().stream()
                                                .map(entry -> entry.getValue() + " with " + entry.getKey() + " threads")
                                                .collect(Collectors.joining(", ", "", ".")))
                                + " Energy was not measured."));
    }

    private static List<Cell> hours(String device, Hours hours, boolean gpu) {
        Scale scale = new Scale(1, 2);
        return List.of(
                Cell.of(device),
                new Cell.Quantity(hours.used(gpu), scale),
                new Cell.Quantity(hours.discarded(gpu), scale),
                new Cell.Quantity(hours.used(gpu) + hours.discarded(gpu), scale));
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
