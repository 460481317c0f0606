package sdde.report.figure;

import java.util.List;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.statistics.Sample;

/** Every single value of each row as a dot, their mean as a bar: nothing is hidden behind an average. */
public final class DotPlot {
    private static final double ROW = 26;
    private static final double PLOT = 400;

    /** @param values one a run */
    public record Row(String label, List<Double> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    private DotPlot() {}

    /** @param axis what is measured, with its unit; empty rows are kept, so that what is missing is seen */
    public static String of(String title, String axis, List<Row> rows, Scale scale) {
        double left = 16
                + rows.stream().mapToDouble(row -> Svg.width(row.label())).max().orElse(0);
        double bottom = 12 + rows.size() * ROW;
        Svg svg = new Svg(left + PLOT + 20, bottom + 44, title);
        double least = all(rows).min().orElse(0) * scale.factor();
        double most = all(rows).max().orElse(0) * scale.factor();
        Ticks ticks = Ticks.over(least, most, 7);
        for (double tick : ticks.at()) {
            double x = left + ticks.share(tick) * PLOT;
            svg.line(x, 8, x, bottom, "class=\"grid\"");
            svg.text(x, bottom + 16, Digits.fixed(tick, ticks.decimals()), "text-anchor=\"middle\" class=\"soft\"");
        }
        svg.text(left + PLOT / 2, bottom + 36, axis, "text-anchor=\"middle\"");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), i, left, ticks, scale);
        }
        return svg.document();
    }

    private static void row(Svg svg, Row row, int index, double left, Ticks ticks, Scale scale) {
        double y = 12 + (index + 0.5) * ROW;
        svg.text(left - 8, y + 4, row.label(), "text-anchor=\"end\"");
        for (double value : row.values()) {
            double x = left + ticks.share(value * scale.factor()) * PLOT;
            svg.circle(
                    x,
                    y,
                    4.5,
                    "fill=\"" + Palette.series(0) + "\" fill-opacity=\"0.6\"",
                    row.label() + ": " + scale.show(value));
        }
        if (!row.values().isEmpty()) {
            double mean = Sample.mean(row.values().stream().mapToDouble(v -> v).toArray());
            double x = left + ticks.share(mean * scale.factor()) * PLOT;
            svg.line(x, y - 9, x, y + 9, "stroke=\"var(--ink)\" stroke-width=\"2\"");
        }
    }

    private static java.util.stream.DoubleStream all(List<Row> rows) {
        return rows.stream().flatMap(row -> row.values().stream()).mapToDouble(v -> v);
    }
}
