package sdde.report;

import java.util.List;

/**
 * A study, cut into what its sections need.
 *
 * @param groups blocks of runs that may stand in one table
 * @param comparisons of every row with the baseline; one family for Holm's adjustment
 */
record Analysis(Study study, ReportOptions options, List<Group> groups, List<Comparison> comparisons) {
    static Analysis of(Study study, ReportOptions options) {
        List<Group> groups = Group.of(study);
        return new Analysis(study, options, groups, Comparison.of(groups, options));
    }

    /** How many comparisons have a test: the size of the family. */
    int tests() {
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
