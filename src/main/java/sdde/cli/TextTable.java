package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of text as a terminal, a spreadsheet or a script reads them. */
final class TextTable {
    private TextTable() {}

    /** Columns as wide as their widest cell, two blanks apart; no trailing blanks. */
    static String aligned(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(0, head);
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < head.size(); column++) {
            int index = column;
            widths.add(all.stream().mapToInt(row -> width(row.get(index))).max().orElse(0));
        }
        return all.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    /** RFC 4180, but with bare line feeds. */
    static String csv(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(0, head);
        return all.stream()
                .map(row -> row.stream().map(TextTable::quoted).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths.get(column) - width(cell) + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
