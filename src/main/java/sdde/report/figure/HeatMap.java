package sdde.report.figure;

import java.util.List;
import sdde.report.document.Scale;

/** A matrix as coloured cells with their numbers. */
public final class HeatMap {
    private static final double CELL_WIDTH = 46;
    private static final double CELL_HEIGHT = 28;
    private static final double KEY = 160;
    private static final int KEY_STEPS = 16;

    private HeatMap() {}

    /** @param values rows of columns; NaN where there is none: an empty cell */
    public static String of(
            String title, List<String> rows, List<String> columns, List<List<Double>> values, Scale scale) {
        double left = 16 + rows.stream().mapToDouble(Svg::width).max().orElse(0);
        double longest = columns.stream().mapToDouble(Svg::width).max().orElse(0);
        double top = 24 + longest * 0.66;
        double bottom = top + rows.size() * CELL_HEIGHT;
        double width = left + columns.size() * CELL_WIDTH + longest * 0.5;
        Shades shades = Shades.of(values);
        Svg svg = new Svg(Math.max(width, left + KEY + 130), bottom + 36, title);
        for (int column = 0; column < columns.size(); column++) {
            double x = left + (column + 0.5) * CELL_WIDTH;
            svg.text(
                    x,
                    top - 8,
                    columns.get(column),
                    "transform=\"rotate(-38 %s %s)\"".formatted(Svg.at(x), Svg.at(top - 8)));
        }
        for (int row = 0; row < rows.size(); row++) {
            double y = top + row * CELL_HEIGHT;
            svg.text(left - 8, y + CELL_HEIGHT / 2 + 4, rows.get(row), "text-anchor=\"end\"");
            for (int column = 0; column < columns.size(); column++) {
                Svg.Box box = new Svg.Box(left + column * CELL_WIDTH, y, CELL_WIDTH - 2, CELL_HEIGHT - 2);
                String place = rows.get(row) + ", " + columns.get(column);
                cell(svg, box, values.get(row).get(column), shades, place, scale);
            }
        }
        key(svg, shades, left, bottom + 12, scale);
        return svg.document();
    }

    private static void cell(Svg svg, Svg.Box box, double value, Shades shades, String place, Scale scale) {
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2 + 4;
        if (Double.isNaN(value)) {
            svg.rectangle(box, "fill=\"none\" class=\"grid\"", place + ": not measured");
            svg.text(x, y, "–", "text-anchor=\"middle\" class=\"soft\"");
            return;
        }
        double share = shades.share(value);
        svg.rectangle(box, "rx=\"2\" fill=\"" + Palette.heat(share) + "\"", place + ": " + scale.show(value));
        svg.text(x, y, scale.show(value), "text-anchor=\"middle\" style=\"fill:" + Palette.onHeat(share) + "\"");
    }

    /** Which colour is which number. */
    private static void key(Svg svg, Shades shades, double left, double y, Scale scale) {
        if (shades.high <= shades.low) {
            return;
        }
        String low = (shades.cut ? "≤ " : "") + scale.show(shades.low);
        double from = left + Svg.width(low) + 8;
        svg.text(from - 8, y + 10, low, "text-anchor=\"end\" class=\"soft\"");
        for (int step = 0; step < KEY_STEPS; step++) {
            double share = step / (KEY_STEPS - 1.0);
            Svg.Box box = new Svg.Box(from + step * KEY / KEY_STEPS, y, KEY / KEY_STEPS, 12);
            svg.rectangle(box, "fill=\"" + Palette.heat(share) + "\"", "");
        }
        svg.text(from + KEY + 8, y + 10, scale.show(shades.high), "class=\"soft\"");
    }

    /**
     * The range of colours: three times as far below the median as the highest number is above it, but no further than
     * the numbers go, so that a few odd columns do not make all others look alike.
     *
     * @param cut whether numbers lie below
     */
    private record Shades(double low, double high, boolean cut) {
        static Shades of(List<List<Double>> values) {
            double[] sorted = values.stream()
                    .flatMap(List::stream)
                    .mapToDouble(v -> v)
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            if (sorted.length == 0) {
                return new Shades(0, 0, false);
            }
            double high = sorted[sorted.length - 1];
            double median = sorted[sorted.length / 2];
            double low = Math.max(sorted[0], median - 3 * (high - median));
            return new Shades(low, high, low > sorted[0]);
        }

        double share(double value) {
            return high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5;
        }
    }
}
