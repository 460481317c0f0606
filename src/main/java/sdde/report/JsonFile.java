package sdde.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sdde.report.document.Block;
import sdde.report.document.Cell;
import sdde.report.document.Document;
import sdde.report.document.Mark;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.statistics.Alternative;

/** {@code report.json}: what the page says, for programs; numbers unscaled and unrounded, null where undefined. */
final class JsonFile {
    private JsonFile() {}

    static Map<String, Object> of(Analysis analysis, Document document) {
        Heading heading = analysis.study().heading();
        Map<String, Object> sections = new LinkedHashMap<>();
        document.sections().forEach(section -> sections.put(section.id(), section(analysis.groups(), section)));
        Map<String, Object> report = new TreeMap<>();
        report.put("sweep", analysis.study().plan().sweep());
        report.put("plan_hash", analysis.study().plan().hash());
        report.put("title", heading.title());
        report.put("description", heading.description());
        report.put("question", heading.question());
        report.put("banner", document.banner());
        report.put("options", analysis.options());
        report.put("comparisons", all(analysis.comparisons(), JsonFile::comparison));
        report.put("paper_claims", all(analysis.claims(), JsonFile::claim));
        report.put("diagnostics", all(Diagnostics.of(analysis), JsonFile::diagnostic));
        report.put("sections", sections);
        return report;
    }

    private static <T> List<Map<String, Object>> all(List<T> things, Function<T, Map<String, Object>> parts) {
        return things.stream().map(parts).toList();
    }

    private static Map<String, Object> section(List<Group> groups, Section section) {
        List<Map<String, Object>> tables = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Block block : section.blocks()) {
            if (block instanceof Table table) {
                tables.add(table(groups, table));
            } else if (block instanceof Block.Paragraph paragraph) {
                texts.add(paragraph.text());
            }
        }
        return Map.of("title", section.title(), "texts", texts, "tables", tables);
    }

    private static Map<String, Object> table(List<Group> groups, Table table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (List<Cell> cells : table.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int column = 0; column < cells.size(); column++) {
                row.put(table.columns().get(column).header(), cell(cells.get(column)));
            }
            RowRuns.of(groups, table, cells).ifPresent(runs -> row.put("runs", runs));
            rows.add(row);
        }
        return Map.of("id", table.id(), "caption", table.caption(), "rows", rows, "notes", table.notes());
    }

    private static Object cell(Cell cell) {
        if (cell instanceof Cell.Estimate estimate) {
            Map<String, Object> parts = new TreeMap<>();
            put(parts, "mean", number(estimate.mean()));
            put(parts, "sd", number(estimate.sd()));
            put(parts, "n", estimate.n());
            put(parts, "best", estimate.has(Mark.BEST));
            put(parts, "not_significantly_worse", estimate.has(Mark.TIED));
            put(parts, "runs", estimate.runs());
            return parts;
        }
        return cell instanceof Cell.Quantity quantity && Double.isFinite(quantity.value())
                ? quantity.value()
                : cell.text();
    }

    private static Map<String, Object> comparison(Comparison one) {
        Map<String, Object> parts = new TreeMap<>();
        put(parts, "block", one.group().id());
        put(parts, "method", one.row().label());
        put(parts, "baseline", one.baseline().label());
        put(parts, "endpoint", one.endpoint().header());
        put(parts, "higher_is_better", one.endpoint().higherIsBetter());
        put(parts, "seeds", one.pairs());
        put(parts, "runs", ids(one.row()));
        put(parts, "baseline_runs", ids(one.baseline()));
        put(parts, "difference", number(one.test().estimate()));
        put(parts, "interval_95", one.pairs() < 2 ? null : bounds(one));
        put(parts, "p_paired_t", number(one.hasTest() ? one.test().p(Alternative.TWO_SIDED) : Double.NaN));
        put(parts, "p_holm", number(one.adjusted()));
        put(parts, "p_exact", number(one.exact()));
        put(parts, "verdict", one.verdict().name().toLowerCase(Locale.ROOT));
        return parts;
    }

    private static Map<String, Object> claim(PaperClaim one) {
        Map<String, Object> parts = new TreeMap<>();
        put(parts, "claim", one.id());
        put(parts, "of", one.part());
        put(parts, "block", one.block());
        put(parts, "light", one.light().words());
        put(parts, "p_holm", number(one.adjusted()));
        put(parts, "why", one.reason());
        return parts;
    }

    private static Map<String, Object> diagnostic(Diagnostic one) {
        return new TreeMap<>(Map.of(
                "id", one.id(),
                "result", one.result().name().toLowerCase(Locale.ROOT),
                "evidence", one.evidence()));
    }

    private static List<String> ids(MethodRow row) {
        return row.used().stream().map(run -> run.member().id().hex()).toList();
    }

    private static Object bounds(Comparison one) {
        return List.of(
                one.test().interval(0.95).low(), one.test().interval(0.95).high());
    }

    private static @Nullable Object number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** A null is written, so that every entry has the same keys. */
    @SuppressWarnings("NullAway") // TreeMap takes null as a value
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }
}
