package sdde.report.figure;

import java.util.List;
import sdde.report.document.Digits;

/** Curves over a fixed range: ROC curves, distribution functions. Shares are in [0, 1] on both axes unless told otherwise. */
public final class Lines {
    private static final double LEFT = 62;
    private static final double TOP = 14;
    private static final double WIDTH = 340;
    private static final double HEIGHT = 260;

    /** @param x as many as y, ascending. @param hover what a pointer shows over the curve */
    public record Series(String label, List<Double> x, List<Double> y, String hover) {
        public Series {
            x = List.copyOf(x);
            y = List.copyOf(y);
        }
    }

    /** @param low of the x axis. @param high of the x axis. @param diagonal whether to draw y = x */
    public record Axes(String x, String y, double low, double high, boolean diagonal) {}

    private Lines() {}

    public static String of(String title, Axes axes, List<Series> series) {
        double legend = 60
                + series.stream().mapToDouble(one -> Svg.width(one.label)).max().orElse(0);
        Svg svg = new Svg(LEFT + WIDTH + 20 + legend, TOP + HEIGHT + 52, title);
        grid(svg, axes);
        if (axes.diagonal) {
            svg.line(
                    LEFT,
                    TOP + HEIGHT,
                    LEFT + WIDTH,
                    TOP,
                    "stroke=\"var(--soft)\" stroke-width=\"1\" stroke-dasharray=\"3 3\"");
        }
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            svg.curve(path(one, axes), style(i), one.hover);
            double y = TOP + 10 + i * 20;
            svg.line(LEFT + WIDTH + 16, y, LEFT + WIDTH + 44, y, style(i));
            svg.text(LEFT + WIDTH + 50, y + 4, one.label, "");
        }
        return svg.document();
    }

    private static void grid(Svg svg, Axes axes) {
        Ticks across = Ticks.within(axes.low, axes.high, 6);
        for (double tick : across.at()) {
            double x = LEFT + WIDTH * across.share(tick);
            svg.line(x, TOP, x, TOP + HEIGHT, "class=\"grid\"");
            svg.text(
                    x,
                    TOP + HEIGHT + 18,
                    Digits.fixed(tick, across.decimals()),
                    "text-anchor=\"middle\" class=\"soft\"");
        }
        for (int i = 0; i <= 5; i++) {
            double y = TOP + HEIGHT * (1 - i / 5.0);
            svg.line(LEFT, y, LEFT + WIDTH, y, "class=\"grid\"");
            svg.text(LEFT - 8, y + 4, Digits.fixed(i / 5.0, 1), "text-anchor=\"end\" class=\"soft\"");
        }
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 40, axes.x, "text-anchor=\"middle\"");
        double middle = TOP + HEIGHT / 2;
        svg.text(
                14, middle, axes.y, "text-anchor=\"middle\" transform=\"rotate(-90 14 %s)\"".formatted(Svg.at(middle)));
    }

    private static String path(Series series, Axes axes) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < series.x.size(); i++) {
            double share = (series.x.get(i) - axes.low) / (axes.high - axes.low);
            path.append(i == 0 ? "M" : "L")
                    .append(Svg.at(LEFT + WIDTH * Math.max(0, Math.min(1, share))))
                    .append(' ')
                    .append(Svg.at(TOP + HEIGHT * (1 - series.y.get(i))));
        }
        return path.toString();
    }

    private static String style(int index) {
        return "fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
                .formatted(Palette.series(index), Palette.dash(index));
    }
}
