package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sdde.config.Smoke;
import sdde.report.document.Block;
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

    /** @param others all other sections, whose tables are listed */
    static Section of(Analysis analysis, List<Section> others) {
        List<FrozenPlan> sources = analysis.study().evidence().sources();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Listing(
                sources.size() == 1
                        ? "Save the sweep file below as " + file(sources.get(0)) + ", then:"
                        : "Save the sweep files below as " + files(sources) + ", then:",
                commands(sources, analysis.options()),
                false));
        blocks.add(new Bullets(List.of(
                "Plan hash: " + analysis.study().plan().hash() + ", numerics version " + RunSpec.NUMERICS + ".",
                "A run's id is a hash of all that can change its weights; equal ids are equal runs. Its folder"
                        + " runs/<id>/ holds the weights, the logits of every member and the events.",
                "Weights and logits repeat bit for bit on the same kind of processor with the same libraries and one"
                        + " thread; elsewhere within rounding.",
                "Every number of this report is in data/*.csv, unrounded; data/measurements.csv has those that no"
                        + " table shows. numbers.tex has a macro for each number of the result tables, with the ids of the"
                        + " runs behind it.")));
        blocks.add(new Paragraph("Runs behind the tables, with the hashes to compare with:"));
        blocks.add(hashes(analysis));
        blocks.add(TableSources.of(analysis, others));
        for (FrozenPlan source : sources) {
            blocks.add(new Listing(
                    sources.size() == 1 ? "The sweep file" : "The sweep file of " + source.sweep(),
                    source.text(),
                    true));
        }
        return new Section("reproduce", "How to reproduce", blocks);
    }

    private static String commands(List<FrozenPlan> sources, ReportOptions options) {
        StringBuilder commands = new StringBuilder();
        for (FrozenPlan source : sources) {
            String run = "bin/run-sweep " + file(source) + (source.smoke() == null ? "" : " --smoke");
            commands.append(run).append(" --dry-run   # the plan alone\n");
            commands.append(run).append("             # train what is missing, evaluate, write a report\n");
        }
        return commands.append("bin/sweep report ")
                .append(sources.stream().map(ReproduceSection::name).collect(Collectors.joining(" ")))
                .append(" --baseline ")
                .append(word(options.baseline()))
                .append(" --select ")
                .append(options.select().label())
                .append("   # this report again, from what is stored\n")
                .toString();
    }

    private static String files(List<FrozenPlan> sources) {
        return sources.stream().map(ReproduceSection::file).collect(Collectors.joining(", "));
    }

    private static String file(FrozenPlan plan) {
        Smoke smoke = plan.smoke();
        return "sweeps/" + word(smoke == null ? plan.sweep() : smoke.of()) + ".yaml";
    }

    private static String name(FrozenPlan plan) {
        return word(plan.sweep());
    }

    /** What a user wrote becomes part of a command only where a shell reads it as one word. */
    static String word(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? text : "SWEEP";
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
