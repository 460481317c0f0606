package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
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
                                    List.of()));
            blocks.add(published(analysis, group, paper.get()));
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

    private static Block published(Analysis analysis, Group group, Paper paper) {
        List<List<Cell>> rows = new ArrayList<>();
        if (group.setting().train().images() > 0) {
            return new Paragraph(group.title() + ": too few images for any difference to the paper's numbers.");
        }
        if (same(group, EvalSet.Role.OOD_NEAR, paper.near())) {
            add(rows, group, paper, EvalSet.Role.OOD_NEAR);
        }
        if (same(group, EvalSet.Role.OOD_FAR, paper.far())) {
            add(rows, group, paper, EvalSet.Role.OOD_FAR);
        }
        if (rows.isEmpty()) {
            return new Paragraph(group.title()
                    + ": other sets. The OOD sets are not the paper's, so no difference to its numbers is given.");
        }
        return new Table(
                "paper-" + group.id(),
                analysis.caption("Beside the published AUROC %", group),
                List.of(
                        Column.words("method"),
                        Column.words("sets"),
                        Column.words("aggregator"),
                        Column.numbers("paper"),
                        Column.numbers("here"),
                        Column.numbers("Δ points")),
                rows,
                List.of(
                        "Here: with temperature and the aggregator that the authors' script uses for the method. The paper's values"
                                + " were read from a figure by eye; it does not say whether ± is a standard deviation."));
    }

    private static void add(List<List<Cell>> rows, Group group, Paper paper, EvalSet.Role role) {
        boolean near = role == EvalSet.Role.OOD_NEAR;
        for (MethodRow row : group.rows()) {
            Paper.Published published = paper.auroc().get(row.method().name());
            if (published == null) {
                continue;
            }
            String aggregator = Paper.aggregator(row.method().name());
            Endpoint endpoint = Endpoint.auroc("", "", group.sets(role), aggregator, true);
            Cell here = Estimates.cell(endpoint.of(row, group.seeds()), group.seeds(), endpoint, Set.of());
            double value = near ? published.near() : published.far();
            double spread = near ? published.nearSpread() : published.farSpread();
            rows.add(List.of(
                    Cell.of(row.marked()),
                    Cell.of(near ? "near" : "far"),
                    Cell.of(aggregator),
                    Cell.of(Digits.fixed(value, 2) + " ± " + Digits.fixed(spread, 2)),
                    here,
                    here instanceof Cell.Estimate estimate
                            ? Cell.of(Digits.signed(estimate.mean() * 100 - value, 2))
                            : Cell.missing()));
        }
    }

    private static boolean same(Group group, EvalSet.Role role, List<String> paper) {
        return new TreeSet<>(datasets(group, role)).equals(new TreeSet<>(paper));
    }

    private static List<String> datasets(Group group, EvalSet.Role role) {
        return group.sets(role).stream().map(Endpoint::name).toList();
    }

    private static String words(List<String> sets) {
        return sets.isEmpty() ? "none" : sets.stream().sorted().collect(Collectors.joining(", "));
    }
}
