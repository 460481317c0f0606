package sdde.report.figure;

import java.util.List;
import sdde.report.document.Digits;

/** Reliability diagrams side by side: share of hits against confidence with intervals, and below it how many images each bin has. */
public final class Reliability {
    private static final double LEFT = 62;
    private static final double TOP = 34;
    private static final double SIZE = 230;
    private static final double COUNTS = 60;
    private static final double GAP = 70;

    /** @param confidence mean of the bin. @param low of the interval of {@code hits}. @param share of all images, in [0, 1] */
    public record Bin(double confidence, double hits, double low, double high, long count, double share) {}

    /** @param bins that have images */
    public record Panel(String label, List<Bin> bins) {
        public Panel {
            bins = List.copyOf(bins);
        }
    }

    private Reliability() {}

    public static String of(String title, List<Panel> panels) {
        Svg svg = new Svg(LEFT + panels.size() * (SIZE + GAP), TOP + SIZE + COUNTS + 60, title);
        for (int i = 0; i < panels.size(); i++) {
            panel(svg, panels.get(i), LEFT + i * (SIZE + GAP), i);
        }
        return svg.document();
    }

    private static void panel(Svg svg, Panel panel, double left, int index) {
        double bottom = TOP + SIZE;
        svg.text(left + SIZE / 2, TOP - 14, panel.label, "text-anchor=\"middle\"");
        for (int i = 0; i <= 5; i++) {
            double share = i / 5.0;
            double y = bottom - SIZE * share;
            svg.line(left, y, left + SIZE, y, "class=\"grid\"");
            svg.text(left - 8, y + 4, Digits.fixed(share, 1), "text-anchor=\"end\" class=\"soft\"");
            svg.text(
                    left + SIZE * share,
                    bottom + COUNTS + 20,
                    Digits.fixed(share, 1),
                    "text-anchor=\"middle\" class=\"soft\"");
        }
        svg.line(left, bottom, left + SIZE, TOP, "class=\"axis\" stroke-dasharray=\"3 3\"");
        svg.line(left, bottom + COUNTS, left + SIZE, bottom + COUNTS, "class=\"axis\"");
        for (Bin bin : panel.bins) {
            double x = left + SIZE * bin.confidence;
            String hover = "confidence %s: %s right, 95 %% interval %s to %s, %s images"
                    .formatted(
                            Digits.fixed(bin.confidence, 3),
                            Digits.fixed(bin.hits, 3),
                            Digits.fixed(bin.low, 3),
                            Digits.fixed(bin.high, 3),
                            bin.count);
            String colour = Palette.series(index);
            svg.line(
                    x,
                    bottom - SIZE * bin.low,
                    x,
                    bottom - SIZE * bin.high,
                    "stroke=\"" + colour + "\" stroke-width=\"2\"");
            svg.circle(x, bottom - SIZE * bin.hits, 4, "fill=\"" + colour + "\"", hover);
            double height = (COUNTS - 14) * bin.share;
            svg.rectangle(
                    new Svg.Box(x - 4, bottom + COUNTS - height, 8, height),
                    "fill=\"" + colour + "\" fill-opacity=\"0.5\"",
                    bin.count + " images");
        }
        svg.text(left + SIZE / 2, bottom + COUNTS + 42, "confidence", "text-anchor=\"middle\"");
        if (index == 0) {
            double middle = TOP + SIZE / 2;
            svg.text(
                    14,
                    middle,
                    "share right",
                    "text-anchor=\"middle\" transform=\"rotate(-90 14 %s)\"".formatted(Svg.at(middle)));
        }
    }
}
