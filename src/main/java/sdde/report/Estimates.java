package sdde.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Mark;
import sdde.report.statistics.BestOf;
import sdde.report.statistics.Sample;

/** Columns of means over seeds, with the best and those that cannot be told from it marked. */
final class Estimates {
    static final double ALPHA = 0.05;

    /** Below three pairs there is no test worth the name; see the verdict's words on two seeds. */
    static final int FEWEST_SEEDS = 3;

    private Estimates() {}

    /** One cell a row of the group, in order. */
    static List<Cell> column(Group group, Endpoint endpoint) {
        List<Long> seeds = group.seeds();
        double[][] scores =
                group.rows().stream().map(row -> endpoint.of(row, seeds)).toArray(double[][]::new); // (rows, seeds)
        BestOf best = BestOf.of(scores, endpoint.higherIsBetter());
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < scores.length; row++) {
            cells.add(cell(group.rows().get(row), scores[row], seeds, endpoint, marks(scores, best, row)));
        }
        return cells;
    }

    /** Of one row, unmarked. */
    static Cell cell(MethodRow row, List<Long> seeds, Endpoint endpoint) {
        return cell(row, endpoint.of(row, seeds), seeds, endpoint, Set.of());
    }

    private static Cell cell(MethodRow row, double[] scores, List<Long> seeds, Endpoint endpoint, Set<Mark> marks) {
        double[] there = defined(scores);
        if (there.length == 0) {
            return Cell.missing();
        }
        StringJoiner detail = new StringJoiner(", ");
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                row.used(seeds.get(i))
                        .ifPresent(run -> runs.add(run.member().id().hex()));
                detail.add("seed " + seeds.get(i) + ": "
                        + Digits.fixed(
                                scores[i] * endpoint.scale().factor(),
                                endpoint.scale().decimals() + 2));
            }
        }
        return new Cell.Estimate(
                Sample.mean(there), Sample.sd(there), there.length, endpoint.scale(), marks, detail.toString(), runs);
    }

    static double[] defined(double[] scores) {
        return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    }

    private static Set<Mark> marks(double[][] scores, BestOf best, int row) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        long rivals = Arrays.stream(scores).filter(of -> defined(of).length > 0).count();
        if (rivals < 2 || defined(scores[row]).length == 0) {
            return marks;
        }
        // equal means are equally good, though only the first is tested against
        boolean equal = Sample.rounded(Sample.mean(defined(scores[row])))
                == Sample.rounded(Sample.mean(defined(scores[best.best()])));
        if (row == best.best() || equal) {
            marks.add(Mark.BEST);
        } else if (pairs(scores[row], scores[best.best()]) >= FEWEST_SEEDS && best.keeps(row, ALPHA)) {
            marks.add(Mark.TIED);
        }
        return marks;
    }

    static int pairs(double[] x, double[] y) {
        int pairs = 0;
        for (int i = 0; i < x.length; i++) {
            pairs += Double.isNaN(x[i]) || Double.isNaN(y[i]) ? 0 : 1;
        }
        return pairs;
    }
}
