package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.config.Claim;
import sdde.evaluate.Orientation;
import sdde.report.document.Scale;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.Multiple;
import sdde.report.statistics.StudentT;
import sdde.run.EvalSet;
import sdde.run.Registrations;

/**
 * A claim on the runs of one group.
 *
 * @param compared both sides, as the group's tables name them
 * @param pairs seeds that both have
 * @param test of how much better the first is, unscaled; positive is better
 * @param adjusted two-sided p against the margin, Holm over all tests of pre-registered claims or of the others; NaN without a test
 */
record ClaimTest(
        Registrations.Standing standing, Group group, String compared, int pairs, StudentT test, double adjusted) {
    enum Verdict {
        SHOWN("shown"),
        CONTRADICTED("contradicted"),
        UNDECIDED("not decided"),
        NO_TEST("too few seeds, or no spread");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Of every claim, on every group and every pair of rows that it is about. */
    static List<ClaimTest> of(List<Registrations.Standing> claims, List<Group> groups) {
        List<ClaimTest> raw = new ArrayList<>();
        claims.forEach(claim -> groups.forEach(group -> {
            if (claim.claim().contrast().side() == Claim.Side.METHOD) {
                methods(claim, group, raw);
            } else {
                aggregators(claim, group, raw);
            }
        }));
        double[] early = adjusted(raw, true);
        double[] late = adjusted(raw, false);
        List<ClaimTest> all = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            ClaimTest one = raw.get(i);
            double p = one.standing.isPreRegistered() ? early[i] : late[i];
            all.add(new ClaimTest(one.standing, one.group, one.compared, one.pairs, one.test, p));
        }
        return all;
    }

    /** By position; NaN outside the family: what is claimed later must not take anything from what was there before. */
    private static double[] adjusted(List<ClaimTest> tests, boolean preRegistered) {
        return Multiple.holm(tests.stream()
                .mapToDouble(
                        test -> test.standing.isPreRegistered() == preRegistered ? test.pAgainstMargin() : Double.NaN)
                .toArray());
    }

    private static void methods(Registrations.Standing claim, Group group, List<ClaimTest> into) {
        Claim.Contrast contrast = claim.claim().contrast();
        Endpoint endpoint =
                endpoint(claim.claim(), group, claim.claim().endpoint().aggregator());
        for (MethodRow better : rows(group, contrast.better())) {
            for (MethodRow than : rows(group, contrast.than())) {
                into.add(test(
                        claim,
                        group,
                        better.label() + " > " + than.label(),
                        endpoint,
                        endpoint.of(better, group.seeds()),
                        endpoint.of(than, group.seeds())));
            }
        }
    }

    private static void aggregators(Registrations.Standing claim, Group group, List<ClaimTest> into) {
        Claim.Contrast contrast = claim.claim().contrast();
        Endpoint better = endpoint(claim.claim(), group, contrast.better());
        Endpoint than = endpoint(claim.claim(), group, contrast.than());
        for (MethodRow row : rows(group, claim.claim().endpoint().method())) {
            into.add(test(
                    claim,
                    group,
                    "%s > %s of %s".formatted(contrast.better(), contrast.than(), row.label()),
                    better,
                    better.of(row, group.seeds()),
                    than.of(row, group.seeds())));
        }
    }

    private static List<MethodRow> rows(Group group, String method) {
        return group.rows().stream()
                .filter(row -> method.equals(ScoreKey.NO_AGGREGATOR)
                        || row.method().name().equals(method))
                .toList();
    }

    private static ClaimTest test(
            Registrations.Standing claim,
            Group group,
            String compared,
            Endpoint endpoint,
            double[] better,
            double[] than) {
        double[] difference = ClaimSection.difference(better, than, endpoint.higherIsBetter());
        return new ClaimTest(
                claim,
                group,
                compared,
                difference.length,
                StudentT.paired(difference, new double[difference.length]),
                Double.NaN);
    }

    private static Endpoint endpoint(Claim claim, Group group, String aggregator) {
        String metric = claim.endpoint().metric();
        boolean higher = Orientation.of(metric) != Orientation.LOWER_IS_BETTER;
        return new Endpoint("Claim", metric, metric, sets(claim, group), aggregator, false, higher, Scale.PLAIN);
    }

    /** Those of a role, else the one of that name. */
    private static List<String> sets(Claim claim, Group group) {
        String wanted = claim.endpoint().set();
        for (EvalSet.Role role : EvalSet.Role.values()) {
            if (role.label().equals(wanted)) {
                return group.sets(role);
            }
        }
        return List.of(wanted);
    }

    private boolean hasTest() {
        return pairs >= Estimates.FEWEST_SEEDS && test.error() > 0;
    }

    private StudentT beyondMargin() {
        return test.against(standing.claim().margin());
    }

    private double pAgainstMargin() {
        return hasTest() ? beyondMargin().p(Alternative.TWO_SIDED) : Double.NaN;
    }

    Verdict verdict() {
        if (!hasTest()) {
            return Verdict.NO_TEST;
        }
        if (!(adjusted < Estimates.ALPHA)) {
            return Verdict.UNDECIDED;
        }
        return beyondMargin().estimate() > 0 ? Verdict.SHOWN : Verdict.CONTRADICTED;
    }

    String title() {
        return compared + ", " + group.title();
    }
}
