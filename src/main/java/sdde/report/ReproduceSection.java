package sdde.report;

import java.util.List;
import sdde.config.Smoke;
import sdde.report.document.Block.Bullets;
import sdde.report.document.Block.Listing;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.FrozenPlan;
import sdde.run.RunSpec;

/** Commands and hashes with which every number can be made again. */
final class ReproduceSection {
    private ReproduceSection() {}

    static Section of(Analysis analysis) {
        FrozenPlan plan = analysis.study().plan();
        Smoke smoke = plan.smoke();
        String written = smoke == null ? plan.sweep() : smoke.of();
        String name = written.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? written : "sweep";
        String file = "bin/run-sweep sweeps/" + name + ".yaml" + (smoke == null ? "" : " --smoke");
        return new Section(
                "reproduce",
                "How to reproduce",
                List.of(
                        new Listing(
                                "Save the sweep file below as sweeps/" + name + ".yaml, then:",
                                file + " --dry-run   # the plan alone\n" + file
                                        + "             # train what is missing, evaluate, write this report\n",
                                false),
                        new Bullets(
                                List.of(
                                        "Plan hash: " + plan.hash() + ", numerics version " + RunSpec.NUMERICS + ".",
                                        "A run's id is a hash of all that can change its weights; equal ids are equal runs. Its folder"
                                                + " runs/<id>/ holds the weights, the logits of every member and the events.",
                                        "Weights and logits repeat bit for bit on the same kind of processor with the same libraries and one"
                                                + " thread; elsewhere within rounding.",
                                        "Every number of this report is in data/*.csv, unrounded; data/measurements.csv has those that no"
                                                + " table shows. numbers.tex has a macro for each number of the result tables.")),
                        new Paragraph("Runs behind the tables, with the hashes to compare with:"),
                        hashes(analysis),
                        new Listing("The sweep file", plan.text(), true)));
    }

    private static Table hashes(Analysis analysis) {
        List<List<Cell>> rows = analysis.used().stream()
                .map(run -> List.of(
                        Cell.of(run.spec().title()),
                        Cell.of(run.member().id().hex()),
                        run.result() == null || run.result().epoch() == null
                                ? Cell.missing()
                                : Cell.of(run.result().epoch()),
                        hash(run.result() == null ? null : run.result().weightsSha256()),
                        hash(run.result() == null ? null : run.result().logitsSha256())))
                .toList();
        return new Table(
                "runs",
                "Runs and their hashes",
                List.of(
                        Column.words("run"),
                        Column.words("id"),
                        Column.numbers("epoch chosen"),
                        Column.words("weights SHA-256"),
                        Column.words("logits SHA-256")),
                rows,
                List.of("First 16 of 64 hexadecimal digits; result.json has all."),
                true);
    }

    private static Cell hash(@org.jspecify.annotations.Nullable String sha256) {
        return sha256 == null ? Cell.missing() : Cell.of(sha256.substring(0, Math.min(16, sha256.length())));
    }
}
