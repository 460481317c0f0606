package sdde.report.figure;

import java.util.Locale;

/**
 * An SVG document under construction. Colours follow light and dark by themselves; letters are text, so that they can be
 * searched and read aloud; coordinates have two decimals.
 */
final class Svg {
    private static final String STYLE =
            """
            .sdde-plot{--ink:#1c2330;--soft:#5b6475;--grid:#dfe4ec;--paper:#fff;font-family:system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-size:12px}
            @media (prefers-color-scheme:dark){.sdde-plot{--ink:#e4e8ef;--soft:#a0a9b8;--grid:#2f3846;--paper:#12161d}}
            @media print{.sdde-plot{--ink:#000;--soft:#444;--grid:#ddd;--paper:#fff}}
            .sdde-plot text{fill:var(--ink)}.sdde-plot text.soft{fill:var(--soft)}.sdde-plot .grid{stroke:var(--grid)}.sdde-plot .axis{stroke:var(--soft)}
            """;

    private final StringBuilder body = new StringBuilder();
    private final double width;
    private final double height;
    private final String title;

    Svg(double width, double height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    /** @param style class and attributes, ours, such as {@code class="grid"} */
    void line(double x1, double y1, double x2, double y2, String style) {
        body.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s/>\n"
                .formatted(at(x1), at(y1), at(x2), at(y2), style));
    }

    /** @param hover shown over it; empty for nothing */
    void rectangle(Box box, String style, String hover) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s>%s</rect>\n"
                .formatted(at(box.x), at(box.y), at(box.width), at(box.height), style, hover(hover)));
    }

    void circle(double x, double y, double radius, String style, String hover) {
        body.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s>%s</circle>\n"
                .formatted(at(x), at(y), at(radius), style, hover(hover)));
    }

    /** @param path of commands and coordinates, made with {@link #at} */
    void path(String path, String style) {
        body.append("<path d=\"%s\" %s/>\n".formatted(path, style));
    }

    /** As {@link #path}, with a text that a pointer shows over it. */
    void curve(String path, String style, String hover) {
        body.append("<path d=\"%s\" %s>%s</path>\n".formatted(path, style, hover(hover)));
    }

    /** @param style such as {@code text-anchor="end"}; the text itself is escaped here */
    void text(double x, double y, String text, String style) {
        body.append("<text x=\"%s\" y=\"%s\" %s>%s</text>\n".formatted(at(x), at(y), style, escape(text)));
    }

    /** The whole document. */
    String document() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="sdde-plot" role="img" viewBox="0 0 %s %s" width="%s" height="%s" aria-label="%s">
                <title>%s</title>
                <style>
                %s</style>
                %s</svg>
                """
                .formatted(at(width), at(height), at(width), at(height), escape(title), escape(title), STYLE, body);
    }

    /** About how wide a text of 12 px is. */
    static double width(String text) {
        return text.codePointCount(0, text.length()) * 6.6;
    }

    static String at(double coordinate) {
        String text = String.format(Locale.ROOT, "%.2f", coordinate);
        return text.equals("-0.00") ? "0.00" : text;
    }

    /** Characters that XML forbids become spaces. */
    static String escape(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hover(String text) {
        return text.isEmpty() ? "" : "<title>" + escape(text) + "</title>";
    }

    record Box(double x, double y, double width, double height) {}
}
