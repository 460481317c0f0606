package sdde.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sdde.report.document.Digits;

/** Distributions over one axis, a panel a row; outlines of shares in bins of equal width, one colour a set. */
public final class Histograms {
    private static final int BINS = 40;
    private static final double LEFT = 20;
    private static final double WIDTH = 400;
    private static final double PANEL = 80;
    private static final double GAP = 34;

    /** @param values by set, in the order of the sets */
    public record Panel(String label, List<double[]> values) {
        public Panel {
            values = List.copyOf(values);
        }
    }

    private Histograms() {}

    /** @param sets names of the colours. Every panel has its own range: scores of two methods need not have one scale */
    public static String of(String title, String axis, List<String> sets, List<Panel> panels) {
        double legend = 60 + sets.stream().mapToDouble(Svg::width).max().orElse(0);
        double bottom = 24 + panels.size() * (PANEL + GAP);
        Svg svg = new Svg(LEFT + WIDTH + 20 + legend, bottom + 26, title);
        for (int i = 0; i < panels.size(); i++) {
            panel(svg, panels.get(i), 24 + i * (PANEL + GAP), sets);
        }
        for (int i = 0; i < sets.size(); i++) {
            double y = 30 + i * 20;
            svg.line(LEFT + WIDTH + 16, y, LEFT + WIDTH + 44, y, style(i));
            svg.text(LEFT + WIDTH + 50, y + 4, sets.get(i), "");
        }
        svg.text(LEFT + WIDTH / 2, bottom + 12, axis, "text-anchor=\"middle\"");
        return svg.document();
    }

    private static void panel(Svg svg, Panel panel, double top, List<String> sets) {
        double[] all =
                panel.values.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        svg.text(LEFT, top - 6, panel.label, "font-weight=\"600\"");
        if (all.length == 0) {
            svg.text(LEFT, top + PANEL / 2, "no scores", "class=\"soft\"");
            return;
        }
        Ticks ticks = Ticks.over(all[0], all[all.length - 1], 7);
        for (double tick : ticks.at()) {
            double x = LEFT + ticks.share(tick) * WIDTH;
            svg.line(x, top, x, top + PANEL, "class=\"grid\"");
            svg.text(
                    x, top + PANEL + 15, Digits.fixed(tick, ticks.decimals()), "text-anchor=\"middle\" class=\"soft\"");
        }
        List<double[]> shares = new ArrayList<>();
        double highest = 0;
        for (double[] values : panel.values) {
            double[] share = shares(values, ticks);
            shares.add(share);
            highest = Math.max(highest, Arrays.stream(share).max().orElse(0));
        }
        for (int i = 0; i < shares.size(); i++) {
            if (panel.values.get(i).length > 0) {
                svg.curve(
                        outline(shares.get(i), highest, top),
                        style(i),
                        panel.label + ", " + sets.get(i) + ": " + panel.values.get(i).length + " samples");
            }
        }
        svg.line(LEFT, top + PANEL, LEFT + WIDTH, top + PANEL, "class=\"axis\"");
    }

    private static double[] shares(double[] values, Ticks ticks) {
        double[] shares = new double[BINS];
        for (double value : values) {
            int bin = (int) Math.max(0, Math.min(BINS - 1, Math.floor(ticks.share(value) * BINS)));
            shares[bin] += 1.0 / values.length;
        }
        return shares;
    }

    private static String outline(double[] shares, double highest, double top) {
        StringBuilder path = new StringBuilder("M" + Svg.at(LEFT) + " " + Svg.at(top + PANEL));
        for (int bin = 0; bin < BINS; bin++) {
            double y = top + PANEL * (1 - shares[bin] / highest * 0.96);
            path.append('V').append(Svg.at(y)).append('H').append(Svg.at(LEFT + WIDTH * (bin + 1) / BINS));
        }
        return path.append('V').append(Svg.at(top + PANEL)).toString();
    }

    private static String style(int index) {
        return "fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" stroke-dasharray=\"%s\""
                .formatted(Palette.series(index), Palette.dash(index));
    }
}
