package sdde.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sdde.report.document.Digits;

/**
 * Mean ranks on a line, best at the right, and bars over methods that the critical difference cannot tell apart (Demšar
 * 2006).
 */
public final class CriticalDifference {
    private static final double WIDTH = 320;
    private static final double AXIS = 58;
    private static final double ROW = 20;

    /** @param rank mean over blocks, 1 for the best */
    public record Entry(String label, double rank) {}

    private CriticalDifference() {}

    /** @param entries two or more. @param difference in ranks; methods further apart than it differ */
    public static String of(String title, List<Entry> entries, double difference) {
        List<Entry> byRank = entries.stream()
                .sorted(Comparator.comparingDouble(Entry::rank).thenComparing(Entry::label))
                .toList();
        int k = byRank.size();
        double left = 52
                + entries.stream()
                        .mapToDouble(one -> Svg.width(one.label))
                        .max()
                        .orElse(0);
        List<int[]> cliques = cliques(byRank, difference);
        double first = AXIS + 16 + cliques.size() * 8;
        int below = (k + 1) / 2;
        Svg svg = new Svg(2 * left + WIDTH, first + below * ROW + 14, title);
        svg.line(left, AXIS, left + WIDTH, AXIS, "class=\"axis\"");
        for (int rank = 1; rank <= k; rank++) {
            double x = x(rank, k, left);
            svg.line(x, AXIS - 5, x, AXIS, "class=\"axis\"");
            svg.text(x, AXIS - 9, Integer.toString(rank), "text-anchor=\"middle\" class=\"soft\"");
        }
        // drawn no longer than the axis, so that it fits; its length is written beside it
        double length = Math.min(WIDTH, difference / Math.max(1, k - 1) * WIDTH);
        svg.line(left, 18, left + length, 18, "stroke=\"var(--ink)\" stroke-width=\"2\"");
        svg.line(left, 14, left, 22, "stroke=\"var(--ink)\"");
        svg.line(left + length, 14, left + length, 22, "stroke=\"var(--ink)\"");
        svg.text(left + length + 8, 22, "critical difference " + Digits.fixed(difference, 2), "");
        for (int i = 0; i < cliques.size(); i++) {
            double y = AXIS + 8 + i * 8;
            svg.line(
                    x(byRank.get(cliques.get(i)[0]).rank, k, left) + 4,
                    y,
                    x(byRank.get(cliques.get(i)[1]).rank, k, left) - 4,
                    y,
                    "stroke=\"%s\" stroke-width=\"4\"".formatted(Palette.series(0)));
        }
        for (int i = 0; i < k; i++) {
            boolean right = i < below; // the better half
            double y = first + (right ? i : k - 1 - i) * ROW + 6;
            label(svg, byRank.get(i), x(byRank.get(i).rank, k, left), y, right ? left + WIDTH + 8 : left - 8, right);
        }
        return svg.document();
    }

    private static void label(Svg svg, Entry entry, double x, double y, double end, boolean right) {
        svg.curve(
                "M%s %sV%sH%s".formatted(Svg.at(x), Svg.at(AXIS), Svg.at(y), Svg.at(end)),
                "fill=\"none\" stroke=\"var(--soft)\"",
                entry.label + ": mean rank " + Digits.fixed(entry.rank, 2));
        svg.text(
                end + (right ? 4 : -4),
                y + 4,
                entry.label + " " + Digits.fixed(entry.rank, 2),
                right ? "" : "text-anchor=\"end\"");
    }

    /** Rank 1 at the right. */
    private static double x(double rank, int k, double left) {
        return left + WIDTH * (k == 1 ? 0.5 : (k - rank) / (k - 1));
    }

    /** First and last of every longest run of methods within the difference. */
    static List<int[]> cliques(List<Entry> byRank, double difference) {
        List<int[]> cliques = new ArrayList<>();
        int reached = -1;
        for (int from = 0; from < byRank.size(); from++) {
            int to = from;
            while (to + 1 < byRank.size() && byRank.get(to + 1).rank - byRank.get(from).rank <= difference) {
                to++;
            }
            if (to > from && to > reached) {
                cliques.add(new int[] {to, from}); // from the left of the line to its right
                reached = to;
            }
        }
        return cliques;
    }
}
