package sdde.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;
import sdde.report.document.Digits;
import sdde.report.document.Scale;

/** Means over a parameter with bands of one standard deviation, and the level of a baseline. */
public final class Curves {
    private static final double LEFT = 62;
    private static final double TOP = 14;
    private static final double WIDTH = 400;
    private static final double HEIGHT = 220;

    /** @param sd NaN for no band */
    public record Point(double x, double mean, double sd) {
        double low() {
            return Double.isNaN(sd) ? mean : mean - sd;
        }

        double high() {
            return Double.isNaN(sd) ? mean : mean + sd;
        }
    }

    /** @param points by ascending x */
    public record Series(String label, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A horizontal line. @param level NaN for none */
    public record Level(String label, double level) {}

    /** @param logarithmic with zero, if it is there, set apart at the left */
    public record Axes(String x, String y, Scale scale, boolean logarithmic) {}

    private Curves() {}

    public static String of(String title, Axes axes, List<Series> series, Level level) {
        int legend = series.size() + (Double.isNaN(level.level) ? 0 : 1);
        double legendWidth = 40
                + DoubleStream.concat(
                                series.stream().mapToDouble(one -> Svg.width(one.label)),
                                DoubleStream.of(Svg.width(level.label)))
                        .max()
                        .orElse(0);
        Svg svg = new Svg(LEFT + WIDTH + 20 + legendWidth, Math.max(TOP + HEIGHT + 52, 30 + legend * 20), title);
        Across across = Across.of(series, axes.logarithmic);
        Ticks up = up(series, level, axes.scale);
        grid(svg, axes, across, up);
        if (!Double.isNaN(level.level)) {
            double y = y(up, level.level, axes.scale);
            svg.line(LEFT, y, LEFT + WIDTH, y, "stroke=\"var(--soft)\" stroke-width=\"1.5\" stroke-dasharray=\"3 3\"");
            legend(
                    svg,
                    series.size(),
                    level.label,
                    "stroke=\"var(--soft)\" stroke-width=\"1.5\" stroke-dasharray=\"3 3\"");
        }
        for (int i = 0; i < series.size(); i++) {
            draw(svg, series.get(i), i, p -> LEFT + across.share(p) * WIDTH, v -> y(up, v, axes.scale));
            legend(svg, i, series.get(i).label, stroke(i));
        }
        return svg.document();
    }

    private static Ticks up(List<Series> series, Level level, Scale scale) {
        List<Point> points = series.stream().flatMap(one -> one.points.stream()).toList();
        DoubleStream levels = Double.isNaN(level.level) ? DoubleStream.empty() : DoubleStream.of(level.level);
        double[] all = DoubleStream.concat(
                        points.stream().flatMapToDouble(point -> DoubleStream.of(point.low(), point.high())), levels)
                .map(value -> value * scale.factor())
                .toArray();
        return Ticks.over(
                DoubleStream.of(all).min().orElse(0), DoubleStream.of(all).max().orElse(1), 6);
    }

    private static double y(Ticks up, double value, Scale scale) {
        return TOP + HEIGHT * (1 - up.share(value * scale.factor()));
    }

    private static void grid(Svg svg, Axes axes, Across across, Ticks up) {
        for (double tick : up.at()) {
            double y = TOP + HEIGHT * (1 - up.share(tick));
            svg.line(LEFT, y, LEFT + WIDTH, y, "class=\"grid\"");
            svg.text(LEFT - 8, y + 4, Digits.fixed(tick, up.decimals()), "text-anchor=\"end\" class=\"soft\"");
        }
        for (double x : across.values()) {
            double at = LEFT + across.share(x) * WIDTH;
            svg.line(at, TOP + HEIGHT, at, TOP + HEIGHT + 5, "class=\"axis\"");
            svg.text(at, TOP + HEIGHT + 20, Digits.plain(x), "text-anchor=\"middle\" class=\"soft\"");
        }
        svg.line(LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP + HEIGHT, "class=\"axis\"");
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 42, axes.x, "text-anchor=\"middle\"");
        double middle = TOP + HEIGHT / 2;
        svg.text(
                14, middle, axes.y, "text-anchor=\"middle\" transform=\"rotate(-90 14 %s)\"".formatted(Svg.at(middle)));
    }

    private static void draw(
            Svg svg,
            Series series,
            int index,
            java.util.function.DoubleUnaryOperator x,
            java.util.function.DoubleUnaryOperator y) {
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (Point point : series.points) {
            String at = Svg.at(x.applyAsDouble(point.x));
            line.append(line.isEmpty() ? "M" : "L").append(at).append(' ').append(Svg.at(y.applyAsDouble(point.mean)));
            upper.append(upper.isEmpty() ? "M" : "L")
                    .append(at)
                    .append(' ')
                    .append(Svg.at(y.applyAsDouble(point.high())));
            lower.insert(0, "L" + at + " " + Svg.at(y.applyAsDouble(point.low())));
        }
        svg.path(
                upper.append(lower).append('Z').toString(),
                "fill=\"%s\" fill-opacity=\"0.2\"".formatted(Palette.series(index)));
        svg.path(line.toString(), "fill=\"none\" " + stroke(index));
        for (Point point : series.points) {
            String hover = series.label + " at " + Digits.plain(point.x) + ": " + Digits.fixed(point.mean, 4);
            svg.circle(
                    x.applyAsDouble(point.x),
                    y.applyAsDouble(point.mean),
                    3.5,
                    "fill=\"%s\"".formatted(Palette.series(index)),
                    hover);
        }
    }

    private static String stroke(int index) {
        return "stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
                .formatted(Palette.series(index), Palette.dash(index));
    }

    private static void legend(Svg svg, int place, String label, String stroke) {
        double y = TOP + 10 + place * 20;
        svg.line(LEFT + WIDTH + 16, y, LEFT + WIDTH + 44, y, stroke);
        svg.text(LEFT + WIDTH + 50, y + 4, label, "");
    }

    /** Where values lie across. */
    private record Across(List<Double> values, boolean logarithmic) {
        static Across of(List<Series> series, boolean logarithmic) {
            return new Across(
                    series.stream()
                            .flatMap(one -> one.points.stream())
                            .map(Point::x)
                            .distinct()
                            .sorted()
                            .toList(),
                    logarithmic);
        }

        double share(double value) {
            double inner = 0.04;
            if (!logarithmic) {
                return inner + (1 - 2 * inner) * part(value, values.get(0));
            }
            boolean zero = values.get(0) <= 0;
            double start = zero ? 0.16 : inner;
            if (value <= 0) {
                return inner;
            }
            double least = values.stream().filter(v -> v > 0).findFirst().orElse(value);
            return start + (1 - inner - start) * part(StrictMath.log(value), StrictMath.log(least));
        }

        private double part(double value, double least) {
            double last = values.get(values.size() - 1);
            double most = logarithmic ? StrictMath.log(last) : last;
            return most > least ? (value - least) / (most - least) : 0.5;
        }
    }
}
