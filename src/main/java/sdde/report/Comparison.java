package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.Multiple;
import sdde.report.statistics.SignFlip;
import sdde.report.statistics.StudentT;

/**
 * A method against the baseline on one endpoint, paired by seed.
 *
 * @param pairs seeds that both have
 * @param test of method - baseline, unscaled
 * @param exact two-sided p of the exact sign-flip test; NaN without pairs
 * @param adjusted p of {@code test}, Holm over all comparisons of the study that have a test
 */
record Comparison(
        Group group,
        MethodRow row,
        MethodRow baseline,
        Endpoint endpoint,
        int pairs,
        StudentT test,
        double exact,
        double adjusted) {

    enum Verdict {
        BETTER,
        WORSE,
        UNDECIDED,
        /** Too few pairs, or differences without any spread. */
        NO_TEST
    }

    /** All comparisons of a study: every row but the baseline's, on every deciding endpoint. */
    static List<Comparison> of(List<Group> groups, ReportOptions options) {
        List<Comparison> raw = new ArrayList<>();
        for (Group group : groups) {
            Optional<MethodRow> baseline = baseline(group, options);
            for (Endpoint endpoint : Endpoint.deciding(group, options)) {
                for (MethodRow row : group.rows()) {
                    if (baseline.isPresent() && !row.equals(baseline.get())) {
                        raw.add(of(group, row, baseline.get(), endpoint));
                    }
                }
            }
        }
        double[] adjusted = Multiple.holm(raw.stream()
                .mapToDouble(one -> one.hasTest() ? one.test.p(Alternative.TWO_SIDED) : Double.NaN)
                .toArray());
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            all.add(raw.get(i).withAdjusted(adjusted[i]));
        }
        return all;
    }

    /** The row that the others of a group are compared with. */
    static Optional<MethodRow> baseline(Group group, ReportOptions options) {
        return group.row(options.baseline()).or(() -> group.rows().stream().findFirst());
    }

    static Comparison of(Group group, MethodRow row, MethodRow baseline, Endpoint endpoint) {
        double[] mine = endpoint.of(row, group.seeds());
        double[] theirs = endpoint.of(baseline, group.seeds());
        int pairs = Estimates.pairs(mine, theirs);
        double[] x = new double[pairs];
        double[] y = new double[pairs];
        int at = 0;
        for (int seed = 0; seed < mine.length; seed++) {
            if (!Double.isNaN(mine[seed]) && !Double.isNaN(theirs[seed])) {
                x[at] = mine[seed];
                y[at++] = theirs[seed];
            }
        }
        double exact = pairs == 0 || pairs > SignFlip.MOST_PAIRS
                ? Double.NaN
                : SignFlip.paired(x, y).twoSided();
        return new Comparison(group, row, baseline, endpoint, pairs, StudentT.paired(x, y), exact, Double.NaN);
    }

    /** Whether the seeds can decide anything at all. */
    boolean hasTest() {
        return pairs >= Estimates.FEWEST_SEEDS && test.error() > 0;
    }

    Verdict verdict() {
        if (!hasTest()) {
            return Verdict.NO_TEST;
        }
        if (!(adjusted < Estimates.ALPHA)) {
            return Verdict.UNDECIDED;
        }
        return test.estimate() > 0 == endpoint.higherIsBetter() ? Verdict.BETTER : Verdict.WORSE;
    }

    private Comparison withAdjusted(double p) {
        return new Comparison(group, row, baseline, endpoint, pairs, test, exact, p);
    }
}
