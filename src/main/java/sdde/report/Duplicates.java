package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.run.RunSpec;

/** Runs that count twice: other runs' weights under another name. */
final class Duplicates {
    private Duplicates() {}

    /** A warning that names each pair; nothing where every run was trained by itself. */
    static Optional<Paragraph> of(Study study) {
        Map<String, StudyRun> byWeights = new TreeMap<>();
        List<String> pairs = new ArrayList<>();
        for (StudyRun run : study.runs()) {
            if (!run.isUsed() || run.result() == null || run.result().weightsSha256() == null) {
                continue;
            }
            StudyRun before = byWeights.putIfAbsent(run.result().weightsSha256(), run);
            if (before != null && !mayAgree(before.spec(), run.spec())) {
                pairs.add("%s (%s) and %s (%s)"
                        .formatted(
                                before.spec().title(),
                                before.member().id(),
                                run.spec().title(),
                                run.member().id()));
            }
        }
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Paragraph(
                        "Runs with the same weights count twice here, so that means, spreads and tests are wrong: "
                                + String.join("; ", pairs)
                                + ". One of each pair is a copy, or the seed had no effect; sweep doctor says more.",
                        Tone.CAUTION));
    }

    /** Two methods of one seed train the same where a weight is 0; two seeds never do. */
    private static boolean mayAgree(RunSpec one, RunSpec other) {
        return one.seed() == other.seed() && !one.method().equals(other.method());
    }
}
