package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Cell;

/** The result table for the terminal, printed at the end of a sweep. */
public final class TextSummary {
    private TextSummary() {}

    /** A table a block, without temperature; '\n' at the end of each line; no colours. */
    public static String of(Study study) {
        return of(study, ReportOptions.DEFAULT);
    }

    public static String of(Study study, ReportOptions options) {
        Analysis analysis = Analysis.of(study, options);
        StringBuilder out = new StringBuilder();
        Banner.of(study.plan())
                .forEach(warning -> out.append("! ").append(line(warning)).append('\n'));
        for (Group group : analysis.groups()) {
            out.append(out.isEmpty() ? "" : "\n").append(line(group.title())).append('\n');
            if (group.used().isEmpty()) {
                out.append("  no run has numbers\n");
            } else {
                table(out, group, options);
            }
        }
        if (analysis.groups().stream()
                .anyMatch(group -> !group.oodSets().isEmpty() && !group.used().isEmpty())) {
            out.append("  AUROC with ").append(options.aggregator()).append(" for all methods; no temperature\n");
        }
        return out.toString();
    }

    private static void table(StringBuilder out, Group group, ReportOptions options) {
        List<List<String>> columns = new ArrayList<>();
        columns.add(column(
                "method", group.rows().stream().map(row -> line(row.marked())).toList()));
        columns.add(column("seeds", group.rows().stream().map(MethodRow::count).toList()));
        for (Endpoint endpoint : Endpoint.main(group, options, false)) {
            List<Cell> cells = Estimates.column(group, endpoint);
            columns.add(column(endpoint.header(), cells.stream().map(Cell::text).toList()));
        }
        for (int row = 0; row <= group.rows().size(); row++) {
            StringBuilder text = new StringBuilder(" ");
            for (int i = 0; i < columns.size(); i++) {
                String cell = columns.get(i).get(row);
                String padding = " ".repeat(width(columns.get(i)) - length(cell));
                text.append(' ')
                        .append(i == 0 ? cell + padding : padding + cell)
                        .append(' ');
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
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
