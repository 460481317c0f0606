package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import sdde.report.statistics.Multiple;

/**
 * A study, cut into what its sections need.
 *
 * <p>All verdicts of a report, better or worse and reproduced alike, are one family for Holm's adjustment, so that the chance of a
 * false one among them is at most 5 % in all. Claims of the sweep file are a family of their own: see {@link ClaimTest}.
 *
 * @param groups blocks of runs that may stand in one table
 * @param comparisons of every row with the baseline
 * @param claims of the paper, each with what the study says of it
 * @param logits what only the stored logits tell
 */
record Analysis(
        Study study,
        ReportOptions options,
        List<Group> groups,
        List<Comparison> comparisons,
        List<PaperClaim> claims,
        StoredLogits logits) {
    Analysis {
        groups = List.copyOf(groups);
        comparisons = List.copyOf(comparisons);
        claims = List.copyOf(claims);
    }

    static Analysis of(Study study, ReportOptions options) {
        List<Group> groups = Group.of(study);
        List<Comparison> comparisons = Comparison.of(groups, options);
        List<PaperClaim> claims = PaperClaims.of(groups, options);
        double[] adjusted = Multiple.holm(DoubleStream.concat(
                        comparisons.stream().mapToDouble(Comparison::p),
                        claims.stream().mapToDouble(PaperClaim::p))
                .toArray());
        List<Comparison> decided = new ArrayList<>();
        for (int i = 0; i < comparisons.size(); i++) {
            decided.add(comparisons.get(i).withAdjusted(adjusted[i]));
        }
        int tests =
                (int) DoubleStream.of(adjusted).filter(p -> !Double.isNaN(p)).count();
        List<PaperClaim> lit = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            lit.add(claims.get(i).decided(adjusted[comparisons.size() + i], tests));
        }
        return new Analysis(study, options, groups, decided, lit, new StoredLogits(study));
    }

    /** How many verdicts have a test: the size of the family. */
    int tests() {
        return compared()
                + (int) claims.stream()
                        .filter(claim -> !Double.isNaN(claim.p()))
                        .count();
    }

    /** How many comparisons with the baseline have a test. */
    int compared() {
        return (int) comparisons.stream().filter(Comparison::hasTest).count();
    }

    List<StudyRun> used() {
        return study.runs().stream().filter(StudyRun::isUsed).toList();
    }

    /** As a title of a table: {@code Results, mnist, lenet, N = 3}. */
    String caption(String what, Group group) {
        return what + ": " + group.title();
    }
}
