package sdde.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sdde.report.document.Scale;
import sdde.report.statistics.Alternative;
import sdde.report.statistics.StudentT;

/**
 * One claim of the paper on one block of runs, and the light that it gets. It is reproduced only if every leg is: all
 * rivals are beaten, so the largest p decides and nothing need be adjusted within a claim.
 *
 * @param id C1 to C7
 * @param claim in words
 * @param part which of its numbers: {@code near-OOD AUROC}
 * @param block title of the group; empty where no group could test it
 * @param legs the comparisons that must all hold; empty if none was possible
 * @param absent what the claim is about and this study lacks; then it is never reproduced as a whole
 * @param adjusted largest p of the legs, Holm over all verdicts of the report; NaN without a test
 * @param tests size of that family
 */
record PaperClaim(
        String id,
        String claim,
        String part,
        String block,
        List<Leg> legs,
        List<String> absent,
        double adjusted,
        int tests) {
    /** What became of a claim. */
    enum Light {
        REPRODUCED("reproduced"),
        NOT_REPRODUCED("not reproduced"),
        INCONCLUSIVE("inconclusive"),
        NOT_TESTED("not tested");

        private final String words;

        Light(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A comparison that a claim needs.
     *
     * @param test of the gain that is claimed, over seeds; positive speaks for the claim
     * @param margin the gain must be above it
     * @param relevant a gain that is shown to be below it is none
     */
    record Leg(String words, int pairs, StudentT test, double margin, double relevant, Scale scale) {
        boolean hasTest() {
            return pairs >= Estimates.FEWEST_SEEDS && test.error() > 0;
        }

        /** Two-sided against the margin. */
        double p() {
            return hasTest() ? test.against(margin).p(Alternative.TWO_SIDED) : Double.NaN;
        }

        boolean holds() {
            return test.estimate() > margin;
        }

        /** Whether the gain is shown to be too small to count, at a two-sided level of {@code alpha}. */
        boolean isRefuted(double alpha) {
            return hasTest() && test.interval(1 - alpha).high() < relevant;
        }
    }

    PaperClaim {
        legs = List.copyOf(legs);
        absent = List.copyOf(absent);
    }

    /** Not yet adjusted. */
    PaperClaim(String id, String claim, String part, String block, List<Leg> legs, List<String> absent) {
        this(id, claim, part, block, legs, absent, Double.NaN, 0);
    }

    PaperClaim decided(double p, int family) {
        return new PaperClaim(id, claim, part, block, legs, absent, p, family);
    }

    /** The largest of the legs; NaN if one has no test. */
    double p() {
        return legs.isEmpty() || !legs.stream().allMatch(Leg::hasTest)
                ? Double.NaN
                : legs.stream().mapToDouble(Leg::p).max().orElse(Double.NaN);
    }

    /** The leg that speaks least for the claim. */
    Optional<Leg> weakest() {
        return legs.stream().min(Comparator.comparingDouble(leg -> signedStrength(leg)));
    }

    private static double signedStrength(Leg leg) {
        double t = leg.test().against(leg.margin()).t();
        return Double.isNaN(t) ? leg.test().estimate() - leg.margin() : t;
    }

    Light light() {
        if (Double.isNaN(p())) {
            return Light.NOT_TESTED;
        }
        if (legs.stream().anyMatch(leg -> leg.isRefuted(Estimates.ALPHA / (tests * legs.size())))) {
            return Light.NOT_REPRODUCED;
        }
        boolean shown = adjusted < Estimates.ALPHA && legs.stream().allMatch(Leg::holds);
        return shown && absent.isEmpty() ? Light.REPRODUCED : Light.INCONCLUSIVE;
    }

    /** Why it has this light, in a few words. */
    String reason() {
        String missing = absent.isEmpty() ? "" : "not here: " + String.join(", ", absent);
        return switch (light()) {
            case REPRODUCED -> "every comparison holds";
            case NOT_REPRODUCED ->
                "shown to be below what counts: "
                        + legs.stream()
                                .filter(leg -> leg.isRefuted(Estimates.ALPHA / (tests * legs.size())))
                                .map(Leg::words)
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("");
            case INCONCLUSIVE ->
                adjusted < Estimates.ALPHA && legs.stream().allMatch(Leg::holds)
                        ? "what could be compared holds, but " + missing
                        : "the seeds do not decide" + (missing.isEmpty() ? "" : "; " + missing);
            case NOT_TESTED ->
                legs.isEmpty()
                        ? missing
                        : legs.stream().anyMatch(leg -> leg.pairs() < Estimates.FEWEST_SEEDS)
                                ? "fewer than three common seeds"
                                : "differences without any spread, no test";
        };
    }
}
