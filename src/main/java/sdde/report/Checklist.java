package sdde.report;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdde.report.document.Digits;
import sdde.report.document.MarkdownFormat;
import sdde.run.EvalSet;
import sdde.run.RunEvent;
import sdde.run.TrainSettings;

/**
 * {@code checklist.md}: what NeurIPS and the ACL ask authors about experiments, in our own words, answered from the facts of
 * the study; "unknown" where they say nothing.
 */
final class Checklist {
    private static final String UNKNOWN = "unknown";

    private final Analysis analysis;
    private final StringBuilder out = new StringBuilder();

    private Checklist(Analysis analysis) {
        this.analysis = analysis;
    }

    static String of(Analysis analysis) {
        Checklist list = new Checklist(analysis);
        list.out
                .append("# Checklist: ")
                .append(MarkdownFormat.text(analysis.study().heading().title()))
                .append(
                        "\n\nAnswers are made from the run folders. \"Unknown\" means that they do not say; the authors must."
                                + " The questions are ours, after the checklists of NeurIPS and the ACL; numbers are theirs.\n");
        Banner.of(analysis.study().plan()).forEach(warning -> list.out
                .append("\n> **Attention.** ")
                .append(MarkdownFormat.text(warning))
                .append('\n'));
        list.neurips();
        list.acl();
        return list.out.toString();
    }

    // --- NeurIPS ------------------------------------------------------------------------------------------------

    private void neurips() {
        out.append("\n## NeurIPS\n\n| item | question | answer | facts |\n| :-- | :-- | :-- | :-- |\n");
        row("1", "Do the claims match what was found?", claims());
        row(
                "2",
                "Are limits discussed?",
                "yes: sections \"Threats to these conclusions\" and \"Deviations from the paper\"");
        row("3", "Are theoretical results complete?", "not applicable: no theory in this report");
        row(
                "4",
                "Can the main results be made again?",
                "yes: section \"How to reproduce\" has a command and an SQL query a table, and the hashes to compare with");
        row("5", "Are data and code open?", data());
        row("6", "Are settings given?", settings());
        row("7", "Are error bars given, and of what?", errorBars());
        row("8", "Is the compute given?", compute());
        row("9", "Is the code of ethics followed?", UNKNOWN);
        row("10", "Are broader impacts discussed?", UNKNOWN);
        row("11", "Are there safeguards against misuse?", UNKNOWN);
        row(
                "12",
                "Are licences of used assets named?",
                "in part: licences and sources of data sets stand in docs/datasets.md, those of the program in NOTICE");
        row(
                "13",
                "Are new assets documented?",
                "yes: ro-crate-metadata.json lists every file with size and SHA-256; its licence is not stated");
        row("14", "Crowdsourcing and human subjects?", UNKNOWN);
        row("15", "Approval of a review board?", UNKNOWN);
        row("16", "Use of language models?", UNKNOWN);
    }

    private String claims() {
        int claims = analysis.study().claims().size();
        if (claims == 0) {
            return "unknown: the sweep file claims nothing";
        }
        long before = analysis.study().claims().stream()
                .filter(claim -> claim.isPreRegistered())
                .count();
        return "%s claims in the sweep file, %s of them written down before the first run; section \"What was claimed beforehand\" has what became of them"
                .formatted(claims, before);
    }

    private String data() {
        Set<String> sets = new TreeSet<>();
        analysis.study().plan().members().forEach(member -> {
            sets.add(member.spec().dataset().name());
            member.evalSets().forEach(set -> sets.add(set.dataset().name()));
        });
        Set<String> commits = facts("commit");
        String code = commits.isEmpty() ? UNKNOWN : String.join(", ", commits);
        return "data sets: " + String.join(", ", sets) + "; version of the program: " + code
                + "; whether the code is published: unknown";
    }

    private String settings() {
        return analysis.groups().stream()
                .map(group -> {
                    TrainSettings train = group.setting().train();
                    return "%s: %s epochs, batch %s, learning rate %s, momentum %s, weight decay %s, augmentation %s"
                            .formatted(
                                    group.title(),
                                    train.epochs(),
                                    train.batchSize(),
                                    Digits.plain(train.learningRate()),
                                    Digits.plain(train.momentum()),
                                    Digits.plain(train.weightDecay()),
                                    train.augmentation());
                })
                .collect(Collectors.joining("; ", "yes: ", ""));
    }

    private String errorBars() {
        int most = analysis.groups().stream()
                .flatMap(group -> group.rows().stream())
                .mapToInt(row -> row.used().size())
                .max()
                .orElse(0);
        if (most < 2) {
            return "no: one seed a method, so there is no spread";
        }
        return "yes: ± is the standard deviation (divisor n - 1) over seeds, which capture initial weights, batch order and"
                + " augmentation; intervals are Student's t of paired differences and assume that these are roughly normal; at most "
                + most + " seeds a row";
    }

    private String compute() {
        Hours hours = Hours.of(analysis.study().runs());
        if (hours.attempts().isEmpty()) {
            return "unknown: no worker told how long it took";
        }
        return "processors: %s; worker hours used %s, discarded %s%s; energy and what was spent on experiments before these: unknown"
                .formatted(
                        facts("cpu").isEmpty() ? UNKNOWN : String.join(", ", facts("cpu")),
                        Digits.fixed(hours.used(false), 2),
                        Digits.fixed(hours.discarded(false), 2),
                        hours.hasGpu()
                                ? "; GPU hours used %s, discarded %s"
                                        .formatted(
                                                Digits.fixed(hours.used(true), 2),
                                                Digits.fixed(hours.discarded(true), 2))
                                : "; no GPU");
    }

    // --- ACL ----------------------------------------------------------------------------------------------------

    private void acl() {
        out.append("\n## ACL\n\n| item | question | answer | facts |\n| :-- | :-- | :-- | :-- |\n");
        row(
                "1",
                "What did it run on?",
                "processors: " + (facts("cpu").isEmpty() ? UNKNOWN : String.join(", ", facts("cpu"))) + "; devices: "
                        + (facts("device").isEmpty() ? UNKNOWN : String.join(", ", facts("device"))));
        row(
                "2",
                "How long did each approach take?",
                "section \"Cost\" and data/cost.csv, where the workers told it; energy: unknown");
        row("3", "How many parameters has each model?", UNKNOWN);
        row("4", "What is the validation result for each test result?", validation());
        row("5", "How is each metric defined?", "section \"Metric contract\", and docs/metrics.md for all");
        row(
                "6",
                "How many training and evaluation runs were there?",
                "%s planned, %s used; section \"Run accounting\" has where the others went"
                        .formatted(
                                analysis.study().runs().size(), analysis.used().size()));
        row("7", "Which hyper-parameters were tried, in which bounds?", bounds());
        row(
                "8",
                "Which configuration was best, and how was it chosen?",
                "where one λ stands for a method: by the "
                        + analysis.options().select().words() + "; the epoch by validation accuracy");
        row("9", "What do summary statistics say?", errorBars());
        row("10", "Which splits, how large?", splits());
        row(
                "11",
                "What was excluded?",
                analysis.study().plan().exclusions().isEmpty()
                        ? "nothing by rule"
                        : analysis.study().plan().exclusions().stream()
                                .map(rule -> rule.rule() + ": " + rule.points() + " points")
                                .collect(Collectors.joining("; ")));
    }

    private String validation() {
        boolean there = analysis.groups().stream()
                .anyMatch(group -> !group.sets(EvalSet.Role.VALIDATION).isEmpty());
        return there
                ? "yes: data/measurements.csv has every number of the validation set beside those of the test set"
                : "no: no validation set was evaluated";
    }

    private String bounds() {
        Set<String> weights = new TreeSet<>();
        analysis.groups().forEach(group -> group.lambdaRows()
                .forEach((method, rows) -> weights.add(method + ": λ in "
                        + rows.stream()
                                .map(row -> Digits.plain(row.lambda().orElse(0)))
                                .collect(Collectors.joining(", ")))));
        return weights.isEmpty() ? "none: one value of λ a method" : String.join("; ", weights);
    }

    private String splits() {
        return analysis.study().sizes().isEmpty()
                ? UNKNOWN
                : analysis.study().sizes().entrySet().stream()
                        .map((Map.Entry<String, Integer> entry) -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "samples of evaluation sets: ", ""));
    }

    // --- shared -------------------------------------------------------------------------------------------------

    /** Values that workers told of themselves. */
    private Set<String> facts(String name) {
        Set<String> values = new TreeSet<>();
        for (StudyRun run : analysis.study().runs()) {
            for (RunEvent event : run.events()) {
                @Nullable
                Object value = event.type().equals("start") ? event.data().get(name) : null;
                if (value != null) {
                    values.add(String.valueOf(value));
                }
            }
        }
        return values;
    }

    /** @param facts beginning with the answer: {@code yes: …}; else the answer is "see facts" */
    private void row(String item, String question, String facts) {
        String[] parts = facts.split(": ", 2);
        boolean told = Set.of("yes", "no", "in part", "not applicable", UNKNOWN).contains(parts[0]);
        out.append("| ")
                .append(item)
                .append(" | ")
                .append(MarkdownFormat.text(question))
                .append(" | ")
                .append(told ? parts[0] : "stated")
                .append(" | ")
                .append(told ? parts.length > 1 ? MarkdownFormat.text(parts[1]) : "" : MarkdownFormat.text(facts))
                .append(" |\n");
    }
}
