package sdde.cli;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.Option;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.report.ReportOptions;
import sdde.report.Selection;
import sdde.report.Study;

/** Options by which a reader chooses what a report compares. */
final class ChosenReport {
    private static final String BASELINE = "baseline";
    private static final String SELECT = "select";

    private ChosenReport() {}

    static List<Option> options() {
        return List.of(
                CommonOptions.valued(
                        BASELINE, "METHOD", "the others are compared with it (default: the sweep file's, else de)"),
                CommonOptions.valued(
                        SELECT,
                        "RULE",
                        "by what one λ of a method is chosen where there is room for one: val or ood-val (default: val)"));
    }

    /** @param usual where nothing is chosen. @throws UserError for a method or rule that the study does not have */
    static ReportOptions of(Invocation invocation, Study study, ReportOptions usual) {
        ReportOptions options =
                new ReportOptions(baseline(invocation, study, usual), usual.aggregator(), rule(invocation));
        boolean asked = invocation.line().getOptionValue(SELECT) != null;
        if (asked && !Selection.isPossible(study, options)) {
            throw new UserError(
                    "option '--%s': no run has the numbers that '%s' chooses by (%s); use the other rule, or evaluate such a set: ood.validation in the sweep file"
                            .formatted(
                                    SELECT,
                                    options.select().label(),
                                    options.select().words()));
        }
        return options;
    }

    private static String baseline(Invocation invocation, Study study, ReportOptions usual) {
        String given = invocation.line().getOptionValue(BASELINE);
        if (given == null) {
            return usual.baseline();
        }
        List<String> known = study.plan().members().stream()
                .map(member -> member.spec().method().name())
                .distinct()
                .toList();
        if (!known.contains(given)) {
            throw new UserError("option '--%s': no run of %s has the method '%s'%s known: %s"
                    .formatted(BASELINE, study.plan().sweep(), given, hint(given, known), known));
        }
        return given;
    }

    private static Selection.Rule rule(Invocation invocation) {
        String given = invocation.line().getOptionValue(SELECT);
        if (given == null) {
            return Selection.Rule.VALIDATION;
        }
        List<String> known = Arrays.stream(Selection.Rule.values())
                .map(Selection.Rule::label)
                .toList();
        return Arrays.stream(Selection.Rule.values())
                .filter(rule -> rule.label().equals(given))
                .findFirst()
                .orElseThrow(() -> new UserError("option '--%s': unknown rule '%s'%s known: %s"
                        .formatted(SELECT, given, hint(given, known), known)));
    }

    private static String hint(String given, List<String> known) {
        String hint = DidYouMean.hint(given, known);
        return hint.isEmpty() ? ";" : hint;
    }
}
