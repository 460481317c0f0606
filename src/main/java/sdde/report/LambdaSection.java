package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.figure.Curves;
import sdde.report.statistics.Sample;

/** How accuracy, detection and similarity move with λ. */
final class LambdaSection {
    private LambdaSection() {}

    /** None if no method has two values of λ. */
    static Optional<Section> of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        for (Group group : analysis.groups()) {
            Map<String, List<MethodRow>> curves = group.lambdaRows();
            if (!curves.isEmpty() && !group.used().isEmpty()) {
                for (Endpoint endpoint : endpoints(analysis, group)) {
                    blocks.add(figure(analysis, group, endpoint, curves));
                }
            }
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        blocks.add(
                0,
                new Paragraph(
                        "Means over seeds; the band is one standard deviation. λ on a logarithmic axis, zero set"
                                + " apart at the left. These are test numbers: choosing λ by them would be choosing on test data."));
        blocks.addAll(LambdaGuide.of(analysis));
        return Optional.of(new Section("lambda", "Weight of diversity (λ)", blocks));
    }

    private static List<Endpoint> endpoints(Analysis analysis, Group group) {
        List<Endpoint> endpoints = new ArrayList<>();
        Endpoint.main(group, analysis.options(), false).stream()
                .filter(endpoint -> endpoint.metric().equals("accuracy")
                        || endpoint.metric().equals("auroc"))
                .forEach(endpoints::add);
        group.testSet()
                .ifPresent(set -> endpoints.add(new Endpoint(
                        "CamCosine",
                        "CAM cosine",
                        "cam_cosine",
                        List.of(set),
                        ScoreKey.NO_AGGREGATOR,
                        false,
                        false,
                        new Scale(1, 3))));
        return endpoints.stream()
                .filter(endpoint ->
                        group.used().stream().anyMatch(run -> endpoint.of(run).isPresent()))
                .toList();
    }

    private static Figure figure(Analysis analysis, Group group, Endpoint endpoint, Map<String, List<MethodRow>> rows) {
        List<Curves.Series> series = rows.entrySet().stream()
                .map(entry -> new Curves.Series(entry.getKey(), points(entry.getValue(), endpoint)))
                .filter(one -> !one.points().isEmpty())
                .toList();
        String caption = analysis.caption(endpoint.header() + " against λ", group)
                + (endpoint.metric().equals("auroc")
                        ? "; aggregator " + analysis.options().aggregator()
                        : "");
        String id = "lambda-" + group.id() + "-" + Labels.slug(endpoint.id(), new TreeSet<>());
        return new Figure(
                id,
                caption,
                Curves.of(
                        caption,
                        new Curves.Axes("λ", endpoint.header(), endpoint.scale(), true),
                        series,
                        level(analysis, group, endpoint)));
    }

    private static Curves.Level level(Analysis analysis, Group group, Endpoint endpoint) {
        Optional<MethodRow> baseline = group.row(analysis.options().baseline())
                .filter(row -> row.lambda().isEmpty()
                        && !MainSection.values(row, endpoint).isEmpty());
        return new Curves.Level(
                baseline.map(MethodRow::label).orElse(""),
                baseline.map(row -> mean(row, endpoint)).orElse(Double.NaN));
    }

    private static List<Curves.Point> points(List<MethodRow> rows, Endpoint endpoint) {
        return rows.stream()
                .filter(row -> !MainSection.values(row, endpoint).isEmpty())
                .map(row ->
                        new Curves.Point(row.lambda().orElse(0), mean(row, endpoint), Sample.sd(array(row, endpoint))))
                .toList();
    }

    private static double mean(MethodRow row, Endpoint endpoint) {
        return Sample.mean(array(row, endpoint));
    }

    private static double[] array(MethodRow row, Endpoint endpoint) {
        return MainSection.values(row, endpoint).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
