package sdde.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** RFC 4180 with line ends as '\n'; numbers unscaled and unrounded, a mean as three columns. */
public final class CsvFormat {
    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private CsvFormat() {}

    public static String of(Table table) {
        StringBuilder out = new StringBuilder();
        List<String> header = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column).header();
            header.add(field(name));
            if (hasEstimate(table, column)) {
                header.add(field(name + " sd"));
                header.add(field(name + " n"));
            }
        }
        line(out, header);
        for (List<Cell> row : table.rows()) {
            List<String> fields = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                cell(fields, row.get(column), hasEstimate(table, column));
            }
            line(out, fields);
        }
        return out.toString();
    }

    /** A text: quoted where needed, and never a formula. */
    public static String field(String text) {
        String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static void cell(List<String> fields, Cell cell, boolean three) {
        if (cell instanceof Cell.Estimate estimate) {
            fields.add(Digits.raw(estimate.mean()));
            fields.add(Digits.raw(estimate.sd()));
            fields.add(Integer.toString(estimate.n()));
            return;
        }
        fields.add(
                cell instanceof Cell.Quantity quantity
                        ? Digits.raw(quantity.value())
                        : field(cell.text().equals("–") ? "" : cell.text()));
        if (three) {
            fields.add("");
            fields.add("");
        }
    }

    private static boolean hasEstimate(Table table, int column) {
        return table.rows().stream().anyMatch(row -> row.get(column) instanceof Cell.Estimate);
    }

    /** Fields that are escaped already. */
    public static void line(StringBuilder out, List<String> fields) {
        out.append(String.join(",", fields)).append('\n');
    }
}
