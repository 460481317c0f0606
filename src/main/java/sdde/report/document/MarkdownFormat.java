package sdde.report.document;

import java.util.List;
import java.util.stream.Collectors;

/** GitHub's Markdown. */
public final class MarkdownFormat {
    private static final String SPECIAL = "\\`*_{}[]<>#|~$&!";

    private MarkdownFormat() {}

    public static String of(Document document) {
        StringBuilder out = new StringBuilder("# " + text(document.title()) + "\n");
        document.banner()
                .forEach(warning ->
                        out.append("\n> **Attention.** ").append(text(warning)).append("\n"));
        document.lead()
                .forEach(paragraph -> out.append("\n").append(text(paragraph)).append("\n"));
        for (Section section : document.sections()) {
            out.append("\n## ").append(text(section.title())).append("\n");
            section.blocks().forEach(block -> out.append("\n").append(block(block)));
        }
        return out.toString();
    }

    /** On a line of its own, nothing in it read as markup. */
    public static String text(String plain) {
        // a line that starts like a list or a heading underline
        return inline(plain).replaceFirst("^([-+=])", "\\\\$1").replaceFirst("^([0-9]{1,9})([.)])", "$1\\\\$2");
    }

    /** Within a line. */
    private static String inline(String plain) {
        StringBuilder out = new StringBuilder();
        for (char c : plain.strip().replaceAll("\\s+", " ").toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        // a line that starts like a list or a heading underline
        return out.toString().replaceFirst("^([-+=])", "\\\\$1").replaceFirst("^([0-9]{1,9})([.)])", "$1\\\\$2");
    }

    private static String block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            String text = text(paragraph.text());
            return switch (paragraph.tone()) {
                case PLAIN -> text + "\n";
                case FINDING -> "> **Finding.** " + text + "\n";
                case CAUTION -> "> **Limit.** " + text + "\n";
            };
        }
        if (block instanceof Block.Bullets bullets) {
            return bullets.items().stream()
                    .map(item -> "- " + text(item) + "\n")
                    .collect(Collectors.joining());
        }
        if (block instanceof Block.Listing listing) {
            String fence = fence(listing.text());
            return text(listing.caption()) + "\n\n" + fence + "\n"
                    + listing.text().stripTrailing() + "\n" + fence + "\n";
        }
        if (block instanceof Block.Figure figure) {
            return "![" + text(figure.caption()) + "](figures/" + figure.id() + ".svg)\n";
        }
        if (block instanceof Block.Picture picture) {
            return "![" + text(picture.caption()) + "](figures/" + picture.id() + ".png)\n";
        }
        return table((Table) block);
    }

    private static String table(Table table) {
        StringBuilder out = new StringBuilder("**" + text(table.caption()) + "**\n\n");
        row(out, table.columns().stream().map(column -> inline(column.header())).toList());
        row(
                out,
                table.columns().stream()
                        .map(column -> column.numeric() ? "--:" : ":--")
                        .toList());
        table.rows()
                .forEach(row -> row(out, row.stream().map(MarkdownFormat::cell).toList()));
        table.notes().forEach(note -> out.append("\n").append(text(note)).append("\n"));
        return out.toString();
    }

    private static String cell(Cell cell) {
        String text = inline(cell.text());
        if (cell instanceof Cell.Estimate estimate && estimate.has(Mark.BEST)) {
            return "**" + text + "**";
        }
        if (cell instanceof Cell.Estimate estimate && estimate.has(Mark.TIED)) {
            return "<u>" + text + "</u>";
        }
        return text;
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Longer than any run of backticks in the text. */
    private static String fence(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence;
    }
}
