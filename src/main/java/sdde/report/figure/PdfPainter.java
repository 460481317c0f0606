package sdde.report.figure;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** Draws the elements of one SVG document of ours on a page. */
final class PdfPainter {
    private static final Pattern VARIABLE = Pattern.compile("--([a-z-]+):\\s*(#[0-9a-fA-F]{3,6})");
    private static final Pattern TRANSFORM = Pattern.compile("(rotate|translate|scale)\\(([^)]*)\\)");
    private static final Set<String> SILENT = Set.of("title", "style", "desc", "defs");

    /** What an element hands down to those inside it. */
    private static final Set<String> INHERITED = Set.of(
            "fill",
            "stroke",
            "stroke-width",
            "stroke-dasharray",
            "fill-opacity",
            "stroke-opacity",
            "opacity",
            "font-size",
            "font-weight",
            "text-anchor",
            "class");

    private final PDPageContentStream out;
    private final TrueTypeFont letters;
    private final PDType0Font font;
    private final Map<String, String> variables = new HashMap<>();
    private final Deque<Map<String, String>> styles = new ArrayDeque<>();

    /** @param svg whose first definition of each colour, that of light pages, counts */
    PdfPainter(PDDocument document, PDPageContentStream out, TrueTypeFont letters, String svg) throws IOException {
        this.out = out;
        this.letters = letters;
        this.font = PDType0Font.load(document, letters, true);
        Matcher matcher = VARIABLE.matcher(svg);
        while (matcher.find()) {
            variables.putIfAbsent(matcher.group(1), matcher.group(2));
        }
    }

    /** @param xml at the root element. @param height in pixels. @param points of a pixel */
    void paint(XMLStreamReader xml, float height, float points) throws IOException, XMLStreamException {
        out.transform(new Matrix(points, 0, 0, -points, 0, height * points)); // SVG's y grows downwards
        styles.push(Map.of("fill", "var(--ink)"));
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT && styles.size() > 1) {
                styles.pop();
                out.restoreGraphicsState();
            }
        }
    }

    private void start(XMLStreamReader xml) throws IOException, XMLStreamException {
        String name = xml.getLocalName();
        if (SILENT.contains(name)) {
            skip(xml);
            return;
        }
        Map<String, String> style = style(xml);
        out.saveGraphicsState();
        transform(style.getOrDefault("transform", ""));
        if (name.equals("text")) {
            text(style, xml.getElementText());
            out.restoreGraphicsState();
            return;
        }
        shape(name, style);
        Map<String, String> handed = new HashMap<>(style);
        handed.keySet().retainAll(INHERITED);
        styles.push(handed);
    }

    private void shape(String name, Map<String, String> style) throws IOException {
        switch (name) {
            case "g" -> {}
            case "line" -> {
                out.moveTo(number(style, "x1"), number(style, "y1"));
                out.lineTo(number(style, "x2"), number(style, "y2"));
                finish(style, false);
            }
            case "rect" -> {
                out.addRect(number(style, "x"), number(style, "y"), number(style, "width"), number(style, "height"));
                finish(style, true);
            }
            case "circle" -> {
                circle(number(style, "cx"), number(style, "cy"), number(style, "r"));
                finish(style, true);
            }
            case "path" -> path(style.getOrDefault("d", ""), style);
            case "polyline", "polygon" -> {
                String closed = name.equals("polygon") ? "Z" : "";
                path("M" + style.getOrDefault("points", "") + closed, style);
            }
            default -> throw new IllegalArgumentException("a figure has <" + name + ">, which has no form as PDF yet");
        }
    }

    private void path(String path, Map<String, String> style) throws IOException {
        if (PdfPath.numbers(path).length > 1) {
            PdfPath.draw(path, out);
            finish(style, true);
        }
    }

    /** Inherited, then its own attributes, then its style attribute. */
    private Map<String, String> style(XMLStreamReader xml) {
        Map<String, String> style = new HashMap<>(styles.element());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            style.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        for (String rule : style.getOrDefault("style", "").split(";")) {
            int colon = rule.indexOf(':');
            if (colon > 0) {
                style.put(
                        rule.substring(0, colon).strip(),
                        rule.substring(colon + 1).strip());
            }
        }
        List<String> classes = List.of(style.getOrDefault("class", "").split(" "));
        if (classes.contains("grid")) {
            style.put("stroke", "var(--grid)");
        } else if (classes.contains("axis")) {
            style.put("stroke", "var(--soft)");
        } else if (classes.contains("soft")) {
            style.put("fill", "var(--soft)");
        }
        return style;
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private void transform(String transform) throws IOException {
        Matcher matcher = TRANSFORM.matcher(transform);
        while (matcher.find()) {
            double[] by = PdfPath.numbers(matcher.group(2));
            AffineTransform change =
                    switch (matcher.group(1)) {
                        case "rotate" ->
                            by.length == 3
                                    ? AffineTransform.getRotateInstance(Math.toRadians(by[0]), by[1], by[2])
                                    : AffineTransform.getRotateInstance(Math.toRadians(by[0]));
                        case "translate" -> AffineTransform.getTranslateInstance(by[0], by.length > 1 ? by[1] : 0);
                        default -> AffineTransform.getScaleInstance(by[0], by.length > 1 ? by[1] : by[0]);
                    };
            out.transform(new Matrix(change));
        }
    }

    /** Fills and strokes what was drawn last. */
    private void finish(Map<String, String> style, boolean area) throws IOException {
        Color fill = area ? colour(style.getOrDefault("fill", "none")) : null;
        Color stroke = colour(style.getOrDefault("stroke", "none"));
        opacity(style);
        if (stroke != null) {
            out.setStrokingColor(stroke);
            out.setLineWidth(length(style.getOrDefault("stroke-width", "1")));
            String dashes = style.getOrDefault("stroke-dasharray", "none");
            if (!dashes.equals("none")) {
                double[] lengths = PdfPath.numbers(dashes);
                float[] pattern = new float[lengths.length];
                for (int i = 0; i < pattern.length; i++) {
                    pattern[i] = (float) lengths[i];
                }
                out.setLineDashPattern(pattern, 0);
            }
        }
        if (fill != null) {
            out.setNonStrokingColor(fill);
        }
        if (fill != null && stroke != null) {
            out.fillAndStroke();
        } else if (fill != null) {
            out.fill();
        } else if (stroke != null) {
            out.stroke();
        } else {
            out.clip(); // ends the path without a mark; what follows is not clipped, as the state is restored
        }
    }

    private void opacity(Map<String, String> style) throws IOException {
        float all = length(style.getOrDefault("opacity", "1"));
        float fill = all * length(style.getOrDefault("fill-opacity", "1"));
        float stroke = all * length(style.getOrDefault("stroke-opacity", "1"));
        if (fill < 1 || stroke < 1) {
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant(fill);
            state.setStrokingAlphaConstant(stroke);
            out.setGraphicsStateParameters(state);
        }
    }

    private void text(Map<String, String> style, String content) throws IOException {
        String known = known(content.strip());
        Color fill = colour(style.getOrDefault("fill", "none"));
        if (known.isEmpty() || fill == null) {
            return;
        }
        float size = length(style.getOrDefault("font-size", "12"));
        float width = font.getStringWidth(known) / 1000 * size;
        String anchor = style.getOrDefault("text-anchor", "start");
        float left = number(style, "x") - (anchor.equals("end") ? width : anchor.equals("middle") ? width / 2 : 0);
        String baseline = style.getOrDefault("dominant-baseline", "auto");
        float down = baseline.equals("middle") || baseline.equals("central") ? 0.35f * size : 0;
        opacity(style);
        out.beginText();
        out.setFont(font, size);
        out.setNonStrokingColor(fill);
        if (Set.of("bold", "600", "700").contains(style.getOrDefault("font-weight", ""))) {
            out.setRenderingMode(RenderingMode.FILL_STROKE); // the one font has no bold letters
            out.setStrokingColor(fill);
            out.setLineWidth(size / 40);
        }
        out.setTextMatrix(new Matrix(1, 0, 0, -1, left, number(style, "y") + down));
        out.showText(known);
        out.endText();
    }

    /** Letters that the font lacks are written as their code points. */
    private String known(String text) throws IOException {
        StringBuilder known = new StringBuilder();
        var glyphs = letters.getUnicodeCmapLookup();
        text.codePoints().forEach(c -> {
            if (glyphs.getGlyphId(c) != 0) {
                known.appendCodePoint(c);
            } else if (!Character.isISOControl(c)) {
                known.append("[U+").append(Integer.toHexString(c)).append(']');
            }
        });
        return known.toString();
    }

    private void circle(float x, float y, float r) throws IOException {
        float k = 0.5522848f * r; // a quarter of a circle as a Bézier curve
        out.moveTo(x + r, y);
        out.curveTo(x + r, y + k, x + k, y + r, x, y + r);
        out.curveTo(x - k, y + r, x - r, y + k, x - r, y);
        out.curveTo(x - r, y - k, x - k, y - r, x, y - r);
        out.curveTo(x + k, y - r, x + r, y - k, x + r, y);
        out.closePath();
    }

    /** Null for none. */
    private @Nullable Color colour(String text) {
        String value = text.strip();
        if (value.startsWith("var(--")) {
            value = variables.getOrDefault(value.substring(6, value.length() - 1), "#000000");
        }
        if (value.equals("none") || value.equals("transparent")) {
            return null;
        }
        if (value.matches("#[0-9a-fA-F]{3}")) {
            value = value.replaceAll("([0-9a-fA-F])", "$1$1");
        }
        if (!value.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException(
                    "a figure has the colour '" + text + "', expected #rrggbb or a variable");
        }
        return Color.decode(value);
    }

    private static float number(Map<String, String> style, String name) {
        return length(style.getOrDefault(name, "0"));
    }

    private static float length(String text) {
        return Float.parseFloat(text.strip().replaceFirst("px$", ""));
    }
}
