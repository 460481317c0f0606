package sdde.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;
import sdde.report.document.Digits;
import sdde.report.document.Scale;

/** Points of several kinds in a plane, one a run or one a setting. */
public final class Scatter {
    private static final double LEFT = 70;
    private static final double TOP = 14;
    private static final double WIDTH = 420;
    private static final double HEIGHT = 290;

    /** @param hover what a pointer shows over it */
    public record Point(double x, double y, String hover) {}

    /** @param joined whether a line goes through the points in their order */
    public record Series(String label, List<Point> points, boolean joined) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** How one axis is named and its numbers are shown. */
    public record Axis(String label, Scale scale) {}

    private Scatter() {}

    /** @param series at least one point in all */
    public static String of(String title, Axis across, Axis up, List<Series> series) {
        double legend = 50
                + series.stream().mapToDouble(one -> Svg.width(one.label)).max().orElse(0);
        double height = Math.max(TOP + HEIGHT + 52, 30 + series.size() * 20);
        Svg svg = new Svg(LEFT + WIDTH + 20 + legend, height, title);
        Ticks x = ticks(series.stream().flatMap(one -> one.points.stream()).mapToDouble(Point::x), across);
        Ticks y = ticks(series.stream().flatMap(one -> one.points.stream()).mapToDouble(Point::y), up);
        grid(svg, across, up, x, y);
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            StringBuilder path = new StringBuilder();
            for (Point point : one.points) {
                double atX = LEFT + WIDTH * x.share(point.x * across.scale.factor());
                double atY = TOP + HEIGHT * (1 - y.share(point.y * up.scale.factor()));
                path.append(path.isEmpty() ? "M" : "L")
                        .append(Svg.at(atX))
                        .append(' ')
                        .append(Svg.at(atY));
                svg.circle(atX, atY, 4.5, "fill=\"" + Palette.series(i) + "\" fill-opacity=\"0.75\"", point.hover);
            }
            if (one.joined && one.points.size() > 1) {
                svg.path(
                        path.toString(),
                        "fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" stroke-dasharray=\"%s\""
                                .formatted(Palette.series(i), Palette.dash(i)));
            }
            double place = TOP + 10 + i * 20;
            svg.circle(LEFT + WIDTH + 26, place, 4.5, "fill=\"" + Palette.series(i) + "\"", "");
            svg.text(LEFT + WIDTH + 38, place + 4, one.label, "");
        }
        return svg.document();
    }

    private static Ticks ticks(DoubleStream values, Axis axis) {
        double[] all = values.map(value -> value * axis.scale.factor()).toArray();
        return Ticks.over(
                DoubleStream.of(all).min().orElse(0), DoubleStream.of(all).max().orElse(1), 6);
    }

    private static void grid(Svg svg, Axis across, Axis up, Ticks x, Ticks y) {
        for (double tick : x.at()) {
            double at = LEFT + WIDTH * x.share(tick);
            svg.line(at, TOP, at, TOP + HEIGHT, "class=\"grid\"");
            svg.text(at, TOP + HEIGHT + 18, Digits.fixed(tick, x.decimals()), "text-anchor=\"middle\" class=\"soft\"");
        }
        for (double tick : y.at()) {
            double at = TOP + HEIGHT * (1 - y.share(tick));
            svg.line(LEFT, at, LEFT + WIDTH, at, "class=\"grid\"");
            svg.text(LEFT - 8, at + 4, Digits.fixed(tick, y.decimals()), "text-anchor=\"end\" class=\"soft\"");
        }
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 40, across.label, "text-anchor=\"middle\"");
        double middle = TOP + HEIGHT / 2;
        svg.text(
                14,
                middle,
                up.label,
                "text-anchor=\"middle\" transform=\"rotate(-90 14 %s)\"".formatted(Svg.at(middle)));
    }
}
