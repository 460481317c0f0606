package sdde.report.document;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * LaTeX with booktabs: each table is a {@code table} environment that needs no other package. Where the document loads
 * siunitx and graphicx, numbers are typeset by the one and wide tables shrunk to the line by the other.
 */
public final class LatexFormat {
    /** More rows than this do not fit on a page. */
    private static final int ROWS_PER_PAGE = 42;

    private static final Map<Integer, String> SPECIAL = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "\\char34{}"),
            Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'α', "$\\alpha$"),
            Map.entry((int) 'β', "$\\beta$"),
            Map.entry((int) 'Δ', "$\\Delta$"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '≥', "$\\geq$"),
            Map.entry((int) '≤', "$\\leq$"),
            Map.entry((int) '≠', "$\\neq$"),
            Map.entry((int) '∞', "$\\infty$"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) '·', "$\\cdot$"),
            Map.entry((int) '−', "$-$"),
            Map.entry((int) '→', "$\\rightarrow$"),
            Map.entry((int) '†', "\\dag{}"),
            Map.entry((int) '…', "\\dots{}"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '—', "---"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '“', "``"),
            Map.entry((int) '”', "''"));

    private static final String PREAMBLE =
            """
            % needs booktabs; uses siunitx and graphicx where the document loads them
            \\providecommand{\\sisetup}[1]{}
            \\providecommand{\\num}[1]{$#1$}
            \\providecommand{\\resizebox}[3]{#3}
            """;

    private LatexFormat() {}

    /** One or, for many rows, several {@code table} environments. */
    public static String of(Table table) {
        StringBuilder out = new StringBuilder(PREAMBLE);
        int parts = Math.max(1, (table.rows().size() + ROWS_PER_PAGE - 1) / ROWS_PER_PAGE);
        for (int part = 0; part < parts; part++) {
            int from = part * ROWS_PER_PAGE;
            int to = Math.min(table.rows().size(), from + ROWS_PER_PAGE);
            String suffix = parts == 1 ? "" : " (part " + (part + 1) + " of " + parts + ")";
            part(out, table, suffix, table.rows().subList(from, to));
        }
        return out.toString();
    }

    /** A comment a line, before anything else; empty if there is nothing to say. */
    public static String comments(List<String> lines) {
        return lines.stream()
                .map(line -> "% " + line.strip().replaceAll("\\s+", " ") + "\n")
                .collect(Collectors.joining());
    }

    /** A minimal document with all tables. @param files names below its own folder, without ending */
    public static String all(String title, List<String> files) {
        return """
                \\documentclass[a4paper]{article}
                \\usepackage[T1]{fontenc}
                \\usepackage{textcomp,booktabs,siunitx,graphicx}
                \\usepackage[margin=2cm]{geometry}
                \\begin{document}
                \\section*{%s}
                %s\\end{document}
                """
                .formatted(
                        text(title),
                        files.stream()
                                .map(file -> "\\input{" + file + "}\n\\clearpage\n")
                                .collect(Collectors.joining()));
    }

    /** Nothing in it is read as a command; letters that pdflatex does not know are written as their code points. */
    public static String text(String plain) {
        StringBuilder out = new StringBuilder();
        String composed = Normalizer.normalize(plain.strip().replaceAll("\\s+", " "), Normalizer.Form.NFC);
        composed.codePoints().forEach(c -> {
            String special = SPECIAL.get(c);
            if (special != null) {
                out.append(special);
            } else if ((c >= ' ' && c < 0x7f) || (c >= 0xc0 && c <= 0xff)) {
                out.appendCodePoint(c);
            } else {
                out.append("[U+").append(Integer.toHexString(c)).append(']');
            }
        });
        // two hyphens would become a dash, and ?` and !` turned marks
        return out.toString()
                .replace("?`", "?{}`")
                .replace("!`", "!{}`")
                .replaceAll("(^|[\\[ ])-(?=[0-9])", "$1\\$-\\$");
    }

    private static void part(StringBuilder out, Table table, String suffix, List<List<Cell>> rows) {
        out.append("\\begin{table}[htbp]\n\\centering\\footnotesize\n")
                .append("\\sisetup{separate-uncertainty=true,detect-all}\n")
                .append("\\caption{")
                .append(text(table.caption() + suffix))
                .append("}\n")
                .append("\\label{tab:")
                .append(table.id())
                .append(suffix.isEmpty() ? "" : ":" + suffix.replaceAll("\\D+", "-"))
                .append("}\n")
                .append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n\\begin{tabular}{");
        table.columns().forEach(column -> out.append(column.numeric() ? 'r' : 'l'));
        out.append("}\n\\toprule\n");
        row(out, table.columns().stream().map(LatexFormat::header).toList());
        out.append("\\midrule\n");
        rows.forEach(row -> row(out, row.stream().map(LatexFormat::cell).toList()));
        out.append("\\bottomrule\n\\end{tabular}}\n");
        table.notes().forEach(note -> out.append("\n\\smallskip\\parbox{\\linewidth}{\\raggedright ")
                .append(text(note))
                .append("}\n"));
        out.append("\\end{table}\n");
    }

    /** A long header of numbers goes on two lines, so that it does not widen its column. */
    private static String header(Table.Column column) {
        String header = column.header();
        int space = header.indexOf(' ');
        return column.numeric() && header.length() > 14 && space > 0
                ? "\\shortstack[r]{" + text(header.substring(0, space)) + "\\\\" + text(header.substring(space + 1))
                        + "}"
                : text(header);
    }

    private static String cell(Cell cell) {
        if (cell instanceof Cell.Quantity quantity && Double.isFinite(quantity.value())) {
            return "\\num{" + quantity.text() + "}";
        }
        if (!(cell instanceof Cell.Estimate estimate) || !Double.isFinite(estimate.mean())) {
            return text(cell.text());
        }
        String number = "\\num{" + estimate.text().replace(" ± ", " \\pm ") + "}";
        if (estimate.has(Mark.BEST)) {
            return "\\textbf{" + number + "}";
        }
        return estimate.has(Mark.TIED) ? "\\underline{" + number + "}" : number;
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(String.join(" & ", cells)).append(" \\\\\n");
    }
}
