package sdde.report.figure;

import java.util.List;
import sdde.report.document.Scale;

/** A matrix as coloured cells with their numbers. */
public final class HeatMap {
    private static final double CELL_WIDTH = 62;
    private static final double CELL_HEIGHT = 28;

    private HeatMap() {}

    /** @param values rows of columns; NaN where there is none: an empty cell */
    public static String of(
            String title, List<String> rows, List<String> columns, List<List<Double>> values, Scale scale) {
        double left = 16 + rows.stream().mapToDouble(Svg::width).max().orElse(0);
        double longest = columns.stream().mapToDouble(Svg::width).max().orElse(0);
        double top = 24 + longest * 0.66;
        double width = left + columns.size() * CELL_WIDTH + 24 + longest * 0.5;
        Svg svg = new Svg(width, top + rows.size() * CELL_HEIGHT + 10, title);
        double low = values.stream()
                .flatMap(List::stream)
                .filter(v -> !v.isNaN())
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
        double high = values.stream()
                .flatMap(List::stream)
                .filter(v -> !v.isNaN())
                .mapToDouble(v -> v)
                .max()
                .orElse(0);
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
                double value = values.get(row).get(column);
                double share = high > low ? (value - low) / (high - low) : 0.5;
                Svg.Box box = new Svg.Box(left + column * CELL_WIDTH, y, CELL_WIDTH - 2, CELL_HEIGHT - 2);
                cell(svg, box, value, share, rows.get(row) + ", " + columns.get(column), scale);
            }
        }
        return svg.document();
    }

    private static void cell(Svg svg, Svg.Box box, double value, double share, String place, Scale scale) {
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2 + 4;
        if (Double.isNaN(value)) {
            svg.rectangle(box, "fill=\"none\" class=\"grid\"", place + ": not measured");
            svg.text(x, y, "–", "text-anchor=\"middle\" class=\"soft\"");
            return;
        }
        svg.rectangle(box, "rx=\"2\" fill=\"" + Palette.heat(share) + "\"", place + ": " + scale.show(value));
        svg.text(x, y, scale.show(value), "text-anchor=\"middle\" style=\"fill:" + Palette.onHeat(share) + "\"");
    }
}
