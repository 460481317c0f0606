package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.Sample;
import sdde.run.EvalSet;
import sdde.run.TrainSettings;

/** Where a study departs from the paper, and what may be compared with it all the same. */
final class DeviationSection {
    private DeviationSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Against arXiv 2305.11616 and the authors' released configurations."));
        for (Group group : analysis.groups()) {
            Optional<Paper> paper = Paper.of(group.setting().dataset().name());
            if (paper.isEmpty()) {
                blocks.add(new Paragraph(
                        group.title() + ": the paper has no such data set, so there is nothing to compare with."));
                continue;
            }
            List<List<Cell>> rows = deviations(group, paper.get());
            blocks.add(
                    rows.isEmpty()
                            ? new Paragraph(group.title() + ": no setting departs from the paper's.")
                            : new Table(
                                    "deviations-" + group.id(),
                                    analysis.caption("Deviations from the paper", group),
                                    List.of(Column.words("setting"), Column.words("paper"), Column.words("here")),
                                    rows,
                                    List.of(
                                            "What these do to the numbers is not known unless the table of sizes below has it:"
                                                    + " a sweep over the setting would measure it.")));
            blocks.add(sizes(analysis, group));
        }
        blocks.add(new Paragraph(
                "The authors' scripts score SDDE with minmax and the other methods with average, after temperature;"
                        + " the tables above use one aggregator for all. Image lists of the authors' splits are not public, so the"
                        + " validation split is our own."));
        return new Section("deviations", "Deviations from the paper", blocks);
    }

    private static List<List<Cell>> deviations(Group group, Paper paper) {
        List<List<Cell>> rows = new ArrayList<>();
        TrainSettings train = group.setting().train();
        add(rows, "network", paper.network(), group.setting().network().name());
        add(
                rows,
                "members N",
                Integer.toString(Paper.MEMBERS),
                Integer.toString(group.setting().ensembleSize()));
        add(rows, "epochs", Integer.toString(paper.epochs()), Integer.toString(train.epochs()));
        add(rows, "images of a split", "all", train.images() == 0 ? "all" : "at most " + train.images());
        add(rows, "augmentation", Paper.AUGMENTATION, train.augmentation());
        add(rows, "batch size", Integer.toString(Paper.BATCH), Integer.toString(train.batchSize()));
        add(rows, "learning rate", Digits.plain(Paper.LEARNING_RATE), Digits.plain(train.learningRate()));
        add(rows, "momentum", Digits.plain(Paper.MOMENTUM), Digits.plain(train.momentum()));
        add(rows, "weight decay", Digits.plain(Paper.WEIGHT_DECAY), Digits.plain(train.weightDecay()));
        add(
                rows,
                "cross entropies of the members",
                Paper.LOSS_REDUCTION.label(),
                train.lossReduction().label());
        int fewest =
                group.rows().stream().mapToInt(row -> row.used().size()).min().orElse(0);
        if (fewest < Paper.SEEDS) {
            add(rows, "seeds", Integer.toString(Paper.SEEDS), fewest + " in the row with the fewest");
        }
        for (MethodRow row : group.rows()) {
            Double published = paper.lambda().get(row.method().name());
            if (published != null
                    && row.lambda().isPresent()
                    && group.lambdaRows().get(row.method().name()) == null) {
                add(
                        rows,
                        "λ of " + row.method().name(),
                        Digits.plain(published),
                        Digits.plain(row.lambda().getAsDouble()));
            }
        }
        group.lambdaRows()
                .forEach((method, several) -> rows.add(List.of(
                        Cell.of("λ of " + method),
                        Cell.of(
                                paper.lambda().containsKey(method)
                                        ? Digits.plain(paper.lambda().get(method))
                                        : "–"),
                        Cell.of(several.stream()
                                .map(row -> Digits.plain(row.lambda().orElse(0)))
                                .collect(Collectors.joining(", "))))));
        add(rows, "near OOD sets", words(paper.near()), words(datasets(group, EvalSet.Role.OOD_NEAR)));
        add(rows, "far OOD sets", words(paper.far()), words(datasets(group, EvalSet.Role.OOD_FAR)));
        return rows;
    }

    private static void add(List<List<Cell>> rows, String setting, String paper, String here) {
        if (!paper.equals(here)) {
            rows.add(List.of(Cell.of(setting), Cell.of(paper), Cell.of(here)));
        }
    }

    /** Of those deviations whose size the stored numbers tell. */
    private static Block sizes(Analysis analysis, Group group) {
        List<List<Cell>> rows = new ArrayList<>();
        for (MethodRow row : Selection.of(group, analysis.options())) {
            for (String set : group.oodSets()) {
                List<String> sets = List.of(set);
                String script = Paper.aggregator(row.method().name());
                String ours = analysis.options().aggregator();
                String where = "AUROC %% on %s".formatted(Endpoint.name(set));
                size(rows, group, row, "temperature, of " + script + ", " + where, sets, script, true, script, false);
                size(
                        rows,
                        group,
                        row,
                        "aggregator " + script + " for " + ours + ", " + where,
                        sets,
                        script,
                        false,
                        ours,
                        false);
            }
        }
        return rows.isEmpty()
                ? new Paragraph(group.title() + ": no deviation's size can be told from what is stored.")
                : new Table(
                        "deviation-sizes-" + group.id(),
                        analysis.caption("Measured size of what the authors' scripts do otherwise", group),
                        List.of(
                                Column.words("method"),
                                Column.words("as in the scripts"),
                                Column.numbers("scripts"),
                                Column.numbers("without it"),
                                Column.numbers("difference")),
                        rows,
                        List.of(
                                "On the same networks, means over seeds. The formulas' own differences (ECE, NLL) stand in the metric contract."),
                        true);
    }

    private static void size(
            List<List<Cell>> rows,
            Group group,
            MethodRow row,
            String what,
            List<String> sets,
            String script,
            boolean scriptScaled,
            String ours,
            boolean oursScaled) {
        Paired paired = Paired.of(
                Endpoint.auroc("", "", sets, script, scriptScaled).of(row, group.seeds()),
                Endpoint.auroc("", "", sets, ours, oursScaled).of(row, group.seeds()));
        if (paired.size() > 0 && !(script.equals(ours) && scriptScaled == oursScaled)) {
            double there = Sample.mean(paired.first());
            double here = Sample.mean(paired.second());
            rows.add(List.of(
                    Cell.of(row.marked()),
                    Cell.of(what),
                    new Cell.Quantity(there, Scale.PERCENT),
                    new Cell.Quantity(here, Scale.PERCENT),
                    Cell.of(Scale.PERCENT.showSigned(there - here))));
        }
    }

    static List<String> datasets(Group group, EvalSet.Role role) {
        return group.sets(role).stream().map(Endpoint::name).toList();
    }

    private static String words(List<String> sets) {
        return sets.isEmpty() ? "none" : sets.stream().sorted().collect(Collectors.joining(", "));
    }
}
