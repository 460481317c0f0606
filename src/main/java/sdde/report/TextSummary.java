package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Cell;

/** The result table for the terminal, printed at the end of a sweep. */
public final class TextSummary {
    private TextSummary() {}

    /** Of a terminal that is none: lines are as long as they get. */
    public static final int ANY_WIDTH = 0;

    /** A table a block, without temperature; '\n' at the end of each line; no colours. */
    public static String of(Study study) {
        return of(study, ReportOptions.DEFAULT, ANY_WIDTH);
    }

    /** @param width columns of the terminal; a wider table goes on below, with the methods' names again */
    public static String of(Study study, ReportOptions options, int width) {
        Analysis analysis = Analysis.of(study, options);
        StringBuilder out = new StringBuilder();
        Banner.of(study.plan())
                .forEach(warning -> out.append("! ").append(line(warning)).append('\n'));
        for (Group group : analysis.groups()) {
            out.append(out.isEmpty() ? "" : "\n").append(line(group.title())).append('\n');
            if (group.used().isEmpty()) {
                out.append("  no run has numbers\n");
            } else {
                table(out, group, options, width);
            }
        }
        if (analysis.groups().stream()
                .anyMatch(group -> !group.oodSets().isEmpty() && !group.used().isEmpty())) {
            out.append("  AUROC with ").append(options.aggregator()).append(" for all methods; no temperature\n");
        }
        return out.toString();
    }

    private static void table(StringBuilder out, Group group, ReportOptions options, int width) {
        List<List<String>> columns = new ArrayList<>();
        columns.add(column("seeds", group.rows().stream().map(MethodRow::count).toList()));
        for (Endpoint endpoint : Endpoint.main(group, options, false)) {
            List<Cell> cells = Estimates.column(group, endpoint);
            columns.add(column(endpoint.header(), cells.stream().map(Cell::text).toList()));
        }
        List<String> methods = column(
                "method", group.rows().stream().map(row -> line(row.marked())).toList());
        List<List<String>> part = new ArrayList<>();
        int used = width(methods) + 2;
        for (List<String> column : columns) {
            int more = width(column) + 2;
            if (width != ANY_WIDTH && !part.isEmpty() && used + more > width) {
                lines(out, methods, part);
                out.append('\n');
                part.clear();
                used = width(methods) + 2;
            }
            part.add(column);
            used += more;
        }
        lines(out, methods, part);
    }

    private static void lines(StringBuilder out, List<String> methods, List<List<String>> columns) {
        for (int row = 0; row < methods.size(); row++) {
            String method = methods.get(row);
            StringBuilder text = new StringBuilder("  ").append(method).append(padding(methods, method));
            for (List<String> column : columns) {
                String cell = column.get(row);
                text.append("  ").append(padding(column, cell)).append(cell);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static String padding(List<String> column, String cell) {
        return " ".repeat(width(column) - length(cell));
    }

    private static List<String> column(String header, List<String> cells) {
        List<String> column = new ArrayList<>(List.of(header));
        column.addAll(cells);
        return column;
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(TextSummary::length).max().orElse(0);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What a user wrote moves no cursor and starts no new line. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
