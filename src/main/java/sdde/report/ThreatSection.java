package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Bullets;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Section;
import sdde.report.statistics.SignFlip;
import sdde.run.EvalSet;
import sdde.run.RunState;

/** What could make the conclusions wrong, as far as the facts of this study say. */
final class ThreatSection {
    private ThreatSection() {}

    static Section of(Analysis analysis) {
        List<String> threats = new ArrayList<>();
        seeds(analysis, threats);
        missing(analysis, threats);
        selection(analysis, threats);
        sets(analysis, threats);
        paper(analysis, threats);
        return new Section(
                "threats",
                "Threats to these conclusions",
                List.<Block>of(
                        new Paragraph(
                                "Made from the facts of this study; the general ones stand in docs/statistics.md."),
                        new Bullets(threats)));
    }

    private static void seeds(Analysis analysis, List<String> threats) {
        int fewest = analysis.groups().stream()
                .flatMap(group -> group.rows().stream())
                .mapToInt(row -> row.used().size())
                .min()
                .orElse(0);
        threats.add(
                fewest < 2
                        ? "Some rows rest on one seed or none: nothing is known of how they vary."
                        : "The row with the fewest seeds has %s; an exact paired test over so many cannot fall below p = %s."
                                .formatted(
                                        fewest,
                                        sdde.report.document.Digits.probability(SignFlip.smallestTwoSided(fewest))));
        threats.add(
                "± and intervals over seeds capture initial weights, batch order and augmentation; they do not capture another"
                        + " split, another test set or another labelling.");
    }

    private static void missing(Analysis analysis, List<String> threats) {
        long diverged = count(analysis, RunState.DIVERGED);
        long failed = count(analysis, RunState.FAILED);
        if (diverged > 0) {
            threats.add("%s runs diverged and are in no mean: the means of their rows are of the runs that went well."
                    .formatted(diverged));
        }
        if (failed > 0) {
            threats.add(
                    "%s runs failed: if they failed for a reason that has to do with the method, its means are too good."
                            .formatted(failed));
        }
    }

    private static long count(Analysis analysis, RunState state) {
        return analysis.study().runs().stream()
                .filter(run -> run.state() == state)
                .count();
    }

    private static void selection(Analysis analysis, List<String> threats) {
        if (analysis.groups().stream().anyMatch(group -> !group.lambdaRows().isEmpty())) {
            threats.add(
                    "Several λ were tried: whoever picks the best row of a table picks on test data. Where one λ stands for a"
                            + " method here, it was chosen by the "
                            + analysis.options().select().words() + ".");
        }
        if (analysis.study().claims().isEmpty()) {
            threats.add("No claim was written down before the runs, so every comparison here is exploratory.");
        }
    }

    private static void sets(Analysis analysis, List<String> threats) {
        for (Group group : analysis.groups()) {
            if (group.sets(EvalSet.Role.OOD_NEAR).size() == 1) {
                threats.add("%s: one near OOD set, so near-OOD detection means detection of %s."
                        .formatted(
                                group.title(), group.sets(EvalSet.Role.OOD_NEAR).get(0)));
            }
            if (group.setting().train().images() > 0) {
                threats.add("%s: trained on at most %s images of a split."
                        .formatted(group.title(), group.setting().train().images()));
            }
        }
        if (analysis.study().overlaps().isEmpty()) {
            threats.add("It was not looked for whether training, test and OOD sets have images in common.");
        }
    }

    private static void paper(Analysis analysis, List<String> threats) {
        for (Group group : analysis.groups()) {
            Paper.of(group.setting().dataset().name()).ifPresent(paper -> {
                int epochs = group.setting().train().epochs();
                if (epochs < paper.epochs()) {
                    threats.add(
                            "%s: %s epochs of the paper's %s; members that are not trained to the end differ for that reason too."
                                    .formatted(group.title(), epochs, paper.epochs()));
                }
            });
        }
    }
}
