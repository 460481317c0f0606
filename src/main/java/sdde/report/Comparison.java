package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.StudentT;

/**
 * A method against the baseline on one endpoint, paired by seed.
 *
 * @param pairs seeds that both have
 * @param test of method - baseline, unscaled
 * @param exact two-sided p of the exact sign-flip test; NaN without pairs
 * @param adjusted p of {@code test}, Holm over all verdicts of the study: see {@link Analysis}
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

    /** All comparisons of a study, not yet adjusted: every row but the baseline's, on every deciding endpoint. */
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
        return raw;
    }

    /** The row that the others of a group are compared with. */
    static Optional<MethodRow> baseline(Group group, ReportOptions options) {
        return group.row(options.baseline()).or(() -> group.rows().stream().findFirst());
    }

    static Comparison of(Group group, MethodRow row, MethodRow baseline, Endpoint endpoint) {
        Paired paired = Paired.of(endpoint.of(row, group.seeds()), endpoint.of(baseline, group.seeds()));
        return new Comparison(group, row, baseline, endpoint, paired.size(), paired.test(), paired.exact(), Double.NaN);
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

    /** Two-sided p of the t test; NaN without a test. */
    double p() {
        return hasTest() ? test.p(Alternative.TWO_SIDED) : Double.NaN;
    }

    /** @param p after Holm over the family of all verdicts */
    Comparison withAdjusted(double p) {
        return new Comparison(group, row, baseline, endpoint, pairs, test, exact, p);
    }
}
