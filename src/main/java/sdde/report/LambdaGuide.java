package sdde.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.figure.Scatter;
import sdde.report.statistics.Sample;

/** Which λ to take: chosen on validation for each block, how sure that is, and what it loses against the best on test. */
final class LambdaGuide {
    private final Analysis analysis;

    private LambdaGuide(Analysis analysis) {
        this.analysis = analysis;
    }

    static List<Block> of(Analysis analysis) {
        LambdaGuide guide = new LambdaGuide(analysis);
        List<Block> blocks = new ArrayList<>();
        analysis.groups().forEach(group -> guide.front(group).ifPresent(blocks::add));
        List<Choice> choices = guide.choices();
        if (!choices.isEmpty()) {
            blocks.add(guide.table(choices));
            blocks.addAll(guide.leftOut(choices));
        } else {
            blocks.add(new Paragraph(
                    "No λ is chosen: for no method two values have both a test score and the number that the rule chooses by ("
                            + analysis.options().select().words() + ").",
                    Tone.CAUTION));
        }
        return blocks;
    }

    /** Accuracy against cosine: what diversity costs. */
    private Optional<Figure> front(Group group) {
        Optional<String> test = group.testSet();
        if (test.isEmpty() || group.lambdaRows().isEmpty()) {
            return Optional.empty();
        }
        Endpoint accuracy = quality(test.get(), "accuracy", Scale.PERCENT);
        Endpoint cosine = quality(test.get(), "cam_cosine", new Scale(1, 3));
        List<Scatter.Series> series = new ArrayList<>();
        Map<String, List<MethodRow>> curves = new LinkedHashMap<>(group.lambdaRows());
        group.rows().stream()
                .filter(row -> !curves.containsKey(row.method().name()))
                .forEach(row -> curves.put(row.method().name(), List.of(row)));
        curves.forEach((name, rows) -> {
            List<Scatter.Point> points = new ArrayList<>();
            for (MethodRow row : rows) {
                double x = mean(group, row, cosine);
                double y = mean(group, row, accuracy);
                if (!Double.isNaN(x) && !Double.isNaN(y)) {
                    points.add(new Scatter.Point(
                            x,
                            y,
                            "%s: accuracy %s %%, cosine %s"
                                    .formatted(row.label(), Scale.PERCENT.show(y), Digits.fixed(x, 3))));
                }
            }
            if (!points.isEmpty()) {
                series.add(new Scatter.Series(name, points, true));
            }
        });
        if (series.isEmpty()) {
            return Optional.empty();
        }
        String caption = analysis.caption("Accuracy against the cosine of saliency maps", group);
        return Optional.of(new Figure(
                "front-" + group.id(),
                caption + "; means over seeds, a point each λ, joined by ascending λ; up and left is better on both",
                Scatter.of(
                        caption,
                        new Scatter.Axis("cosine of saliency maps", new Scale(1, 3)),
                        new Scatter.Axis("accuracy %", Scale.PERCENT),
                        series)));
    }

    /**
     * What validation chooses for one method in one block.
     *
     * @param low of the λ whose validation score is within one standard error of the best
     * @param target on test, by which regret is counted
     */
    private record Choice(
            Group group,
            String method,
            List<MethodRow> rows,
            MethodRow chosen,
            double low,
            double high,
            Endpoint target) {}

    private List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (Group group : analysis.groups()) {
            Optional<Endpoint> target = target(group);
            group.lambdaRows().forEach((method, rows) -> {
                List<MethodRow> there = rows.stream()
                        .filter(row -> !Double.isNaN(validation(group, row)))
                        .toList();
                if (there.size() > 1 && target.isPresent()) {
                    choices.add(choice(group, method, there, target.get()));
                }
            });
        }
        return choices;
    }

    private Choice choice(Group group, String method, List<MethodRow> rows, Endpoint target) {
        MethodRow best = rows.stream()
                .max(Comparator.comparingDouble(row -> validation(group, row)))
                .orElseThrow();
        Endpoint rule = Selection.endpoint(group, analysis.options());
        double[] scores = Estimates.defined(rule.of(best, group.seeds()));
        double error = scores.length < 2 ? 0 : Sample.sd(scores) / Math.sqrt(scores.length);
        List<Double> near = rows.stream()
                .filter(row -> validation(group, row) >= validation(group, best) - error)
                .map(row -> row.lambda().orElse(0))
                .sorted()
                .toList();
        return new Choice(group, method, rows, best, near.get(0), near.get(near.size() - 1), target);
    }

    /** Higher is better. */
    private double validation(Group group, MethodRow row) {
        Endpoint rule = Selection.endpoint(group, analysis.options());
        return mean(group, row, rule) * (rule.higherIsBetter() ? 1 : -1);
    }

    private Optional<Endpoint> target(Group group) {
        List<Endpoint> deciding = Endpoint.deciding(group, analysis.options());
        return deciding.stream().findFirst();
    }

    private static double mean(Group group, MethodRow row, Endpoint endpoint) {
        return Sample.mean(Estimates.defined(endpoint.of(row, group.seeds())));
    }

    private static Endpoint quality(String set, String metric, Scale scale) {
        return new Endpoint(metric, metric, metric, List.of(set), ScoreKey.NO_AGGREGATOR, false, true, scale);
    }

    private static MethodRow bestOnTest(Choice choice) {
        return choice.rows.stream()
                .filter(row -> !Double.isNaN(mean(choice.group, row, choice.target)))
                .max(Comparator.comparingDouble(row -> mean(choice.group, row, choice.target)))
                .orElse(choice.chosen);
    }

    private static double regret(Choice choice, MethodRow taken) {
        return mean(choice.group, bestOnTest(choice), choice.target) - mean(choice.group, taken, choice.target);
    }

    /** Of the regret, over the seeds that both have; none if they are too few, or the two are one. */
    private static Cell interval(Choice choice, MethodRow taken) {
        MethodRow best = bestOnTest(choice);
        Paired paired =
                Paired.of(choice.target.of(best, choice.group.seeds()), choice.target.of(taken, choice.group.seeds()));
        return best.equals(taken) || paired.size() < Estimates.FEWEST_SEEDS
                ? Cell.missing()
                : Intervals.signed(
                        paired.oriented(choice.target.higherIsBetter()).test().interval(0.95), choice.target.scale());
    }

    private static String lambda(MethodRow row) {
        return Digits.plain(row.lambda().orElse(0));
    }

    private Table table(List<Choice> choices) {
        return new Table(
                "lambda-guide",
                "Which λ validation chooses, and what that loses",
                List.of(
                        Column.words("method"),
                        Column.words("block"),
                        Column.words("λ tried"),
                        Column.words("chosen"),
                        Column.words("as good within one standard error"),
                        Column.words("best on test"),
                        Column.words("by"),
                        Column.numbers("regret"),
                        Column.numbers("95 % interval")),
                choices.stream()
                        .map(choice -> List.of(
                                Cell.of(choice.method),
                                Cell.of(choice.group.title()),
                                Cell.of(choice.rows.stream()
                                        .map(LambdaGuide::lambda)
                                        .collect(Collectors.joining(", "))),
                                Cell.of(lambda(choice.chosen) + atEdge(choice)),
                                Cell.of(Digits.plain(choice.low) + " to " + Digits.plain(choice.high)),
                                Cell.of(lambda(bestOnTest(choice))),
                                Cell.of(choice.target.header()),
                                new Cell.Quantity(regret(choice, choice.chosen), choice.target.scale()),
                                interval(choice, choice.chosen)))
                        .toList(),
                List.of("Chosen by the " + analysis.options().select().words()
                        + ", mean over seeds. As good: from the smallest to the largest λ whose validation score is at most one standard error of"
                        + " the best below it. Regret: test score of the best on test less that of the chosen, in the unit of the endpoint"
                        + " (points for %); the best on test is known to no one beforehand, and part of the regret is noise. Interval: of"
                        + " the regret, paired t over seeds; it does not know that the best was chosen by the same seeds. (edge): the best"
                        + " of those tried is the smallest or the largest, so a better one may lie outside."));
    }

    private static String atEdge(Choice choice) {
        boolean edge = choice.chosen.equals(choice.rows.get(0))
                || choice.chosen.equals(choice.rows.get(choice.rows.size() - 1));
        return edge ? " (edge)" : "";
    }

    /** The rule "take the λ that was chosen most often on the other data sets", tried on each data set in turn. */
    private List<Block> leftOut(List<Choice> choices) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Choice choice : choices) {
            Map<Double, Integer> votes = new TreeMap<>();
            choices.stream()
                    .filter(other -> other.method.equals(choice.method))
                    .filter(other -> !dataset(other).equals(dataset(choice)))
                    .forEach(other -> votes.merge(other.chosen.lambda().orElse(0), 1, Integer::sum));
            Optional<MethodRow> taken = votes.entrySet().stream()
                    .sorted(Map.Entry.<Double, Integer>comparingByValue().reversed())
                    .flatMap(vote ->
                            choice.rows.stream().filter(row -> row.lambda().orElse(0) == vote.getKey()))
                    .findFirst();
            taken.ifPresent(row -> rows.add(List.of(
                    Cell.of(choice.method),
                    Cell.of(choice.group.title()),
                    Cell.of(lambda(row)),
                    Cell.of(lambda(choice.chosen)),
                    new Cell.Quantity(regret(choice, row), choice.target.scale()),
                    interval(choice, row),
                    new Cell.Quantity(regret(choice, choice.chosen), choice.target.scale()))));
        }
        if (rows.isEmpty()) {
            return List.of(new Paragraph(
                    "A rule for λ on data sets that were not tried needs two data sets with the same values of λ; this study has one.",
                    Tone.CAUTION));
        }
        return List.of(new Table(
                "lambda-left-out",
                "What a rule from the other data sets loses",
                List.of(
                        Column.words("method"),
                        Column.words("block left out"),
                        Column.words("λ by the rule"),
                        Column.words("λ chosen here"),
                        Column.numbers("regret of the rule"),
                        Column.numbers("95 % interval"),
                        Column.numbers("regret of the choice here")),
                rows,
                List.of(
                        "Rule: the λ that validation chose most often on the other data sets, of equals the smallest, as far as it was tried here."
                                + " Regret as above.")));
    }

    private static String dataset(Choice choice) {
        return choice.group.setting().dataset().name();
    }
}
