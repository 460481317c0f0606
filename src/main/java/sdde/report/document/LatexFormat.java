package sdde.report.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * LaTeX with booktabs: each table is a {@code table} environment that needs no other package. Where the document loads
 * siunitx and graphicx, numbers are typeset by the one and wide tables shrunk to the line by the other.
 */
public final class LatexFormat {
    /** More lines than this do not fit on a page. */
    private static final int LINES_PER_PAGE = 42;

    /** Letters of a line of a column that is broken into lines. */
    private static final int LETTERS_PER_LINE = 48;

    /** A table whose rows have more letters takes both columns of a page that has two. */
    private static final int LETTERS_PER_ROW = 64;

    /** Longer words, such as hashes, may be broken. */
    private static final int LETTERS_PER_WORD = 32;

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
        List<List<List<Cell>>> parts = pages(table);
        for (int part = 0; part < parts.size(); part++) {
            String suffix = parts.size() == 1 ? "" : " (part " + (part + 1) + " of " + parts.size() + ")";
            part(out, table, suffix, parts.get(part));
        }
        return out.toString();
    }

    /** Rows of each page; long texts take several lines. */
    private static List<List<List<Cell>>> pages(Table table) {
        List<List<List<Cell>>> pages = new ArrayList<>(List.of(new ArrayList<>()));
        int lines = 0;
        for (List<Cell> row : table.rows()) {
            int high = row.stream()
                    .mapToInt(cell -> 1 + cell.text().length() / LETTERS_PER_LINE)
                    .max()
                    .orElse(1);
            if (lines > 0 && lines + high > LINES_PER_PAGE) {
                pages.add(new ArrayList<>());
                lines = 0;
            }
            pages.get(pages.size() - 1).add(row);
            lines += high;
        }
        return pages;
    }

    /** Numbers stand right; long texts are broken into lines. */
    private static String alignment(Table table, int column) {
        if (table.columns().get(column).numeric()) {
            return "r";
        }
        boolean wide =
                table.rows().stream().anyMatch(row -> row.get(column).text().length() > LETTERS_PER_LINE);
        return wide ? "p{7cm}" : "l";
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
        String environment = isWide(table) ? "table*" : "table";
        out.append("\\begin{" + environment + "}[htbp]\n\\centering\\footnotesize\n")
                .append("\\sisetup{separate-uncertainty=true,detect-all}\n")
                .append("\\caption{")
                .append(text(table.caption() + suffix))
                .append("}\n")
                .append("\\label{tab:")
                .append(table.id())
                .append(suffix.isEmpty() ? "" : ":" + suffix.replaceAll("\\D+", "-"))
                .append("}\n")
                .append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n\\begin{tabular}{");
        for (int column = 0; column < table.columns().size(); column++) {
            out.append(alignment(table, column));
        }
        out.append("}\n\\toprule\n");
        row(out, table.columns().stream().map(LatexFormat::header).toList());
        out.append("\\midrule\n");
        boolean inBlocks = isInBlocks(table);
        String block = "";
        for (List<Cell> row : rows) {
            List<String> cells =
                    new ArrayList<>(row.stream().map(LatexFormat::cell).toList());
            boolean again = row.get(0).text().equals(block);
            if (inBlocks && again) {
                cells.set(0, ""); // said once a block
            } else if (inBlocks && !block.isEmpty()) {
                out.append("\\midrule\n");
            }
            block = row.get(0).text();
            row(out, cells);
        }
        out.append("\\bottomrule\n\\end{tabular}}\n");
        table.notes().forEach(note -> out.append("\n\\smallskip\\parbox{\\linewidth}{\\raggedright ")
                .append(text(note))
                .append("}\n"));
        out.append("\\end{" + environment + "}\n");
    }

    private static boolean isWide(Table table) {
        int letters = 0;
        for (int column = 0; column < table.columns().size(); column++) {
            int index = column;
            int widest = table.rows().stream()
                    .mapToInt(row -> row.get(index).text().length())
                    .max()
                    .orElse(0);
            letters += 2 + Math.min(LETTERS_PER_LINE, widest);
        }
        return letters > LETTERS_PER_ROW;
    }

    /** Whether the first column names blocks of several rows, as data sets do. */
    private static boolean isInBlocks(Table table) {
        List<String> first = table.rows().stream().map(row -> row.get(0).text()).toList();
        long changes = 0;
        for (int i = 1; i < first.size(); i++) {
            changes += first.get(i).equals(first.get(i - 1)) ? 0 : 1;
        }
        return changes == first.stream().distinct().count() - 1 && changes < first.size() - 1;
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
            return breakable(cell.text());
        }
        String number = "\\num{" + estimate.text().replace(" ± ", " \\pm ") + "}";
        if (estimate.has(Mark.BEST)) {
            return "\\textbf{" + number + "}";
        }
        return estimate.has(Mark.TIED) ? "\\underline{" + number + "}" : number;
    }

    /** Hashes and paths may go on in the next line. */
    private static String breakable(String plain) {
        List<String> words = new ArrayList<>();
        for (String word : plain.strip().split("\\s+")) {
            StringBuilder parts = new StringBuilder();
            for (int at = 0; at < word.length(); at += LETTERS_PER_WORD) {
                int end = Math.min(word.length(), at + LETTERS_PER_WORD);
                boolean pair = end < word.length() && Character.isLowSurrogate(word.charAt(end));
                parts.append(parts.isEmpty() ? "" : "\\allowbreak{}")
                        .append(text(word.substring(at, pair ? end + 1 : end)));
                at += pair ? 1 : 0;
            }
            words.add(parts.toString());
        }
        return String.join(" ", words);
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(String.join(" & ", cells)).append(" \\\\\n");
    }
}
