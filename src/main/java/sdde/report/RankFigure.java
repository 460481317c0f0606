package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Figure;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Digits;
import sdde.report.figure.CriticalDifference;
import sdde.report.statistics.Friedman;
import sdde.report.statistics.Nemenyi;

/** Critical-difference diagrams: methods by their mean rank over seeds, on each deciding endpoint. */
final class RankFigure {
    private RankFigure() {}

    /** A figure where there are enough blocks, else a sentence that says why not. */
    static List<Block> of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        for (Group group : analysis.groups()) {
            List<MethodRow> rows = Selection.of(group, analysis.options());
            if (rows.size() < 3) {
                blocks.add(new Paragraph("%s: fewer than three methods have numbers, so there are no ranks to compare."
                        .formatted(group.title())));
                continue;
            }
            List<Endpoint> endpoints = Endpoint.deciding(group, analysis.options());
            for (Endpoint endpoint : endpoints.subList(0, Math.min(2, endpoints.size()))) {
                blocks.add(of(analysis, group, rows, endpoint));
            }
        }
        return blocks;
    }

    private static Block of(Analysis analysis, Group group, List<MethodRow> rows, Endpoint endpoint) {
        List<double[]> complete = complete(group, rows, endpoint);
        if (complete.size() < 2) {
            return new Paragraph("%s, %s: fewer than two seeds have all methods, so there is no diagram of ranks."
                    .formatted(group.title(), endpoint.words()));
        }
        Friedman friedman = Friedman.of(complete.toArray(double[][]::new));
        double[] ranks = friedman.meanRanks(endpoint.higherIsBetter());
        double difference = Nemenyi.criticalDifference(Estimates.ALPHA, rows.size(), complete.size());
        List<CriticalDifference.Entry> entries = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            entries.add(new CriticalDifference.Entry(rows.get(i).label(), ranks[i]));
        }
        String caption = analysis.caption("Mean ranks by " + endpoint.words(), group);
        String p = Double.isNaN(friedman.pOfF()) ? "undefined" : Digits.probability(friedman.pOfF());
        return new Figure(
                "ranks-" + group.id() + "-" + endpoint.metric(),
                ("%s. Blocks are the %s seeds that all methods have, so this speaks of training again on this data set, not of"
                                + " other data sets. Bars join methods that Nemenyi's critical difference (5 %%) does not part;"
                                + " Friedman with Iman and Davenport's F: p %s. %s")
                        .formatted(
                                caption,
                                complete.size(),
                                p.startsWith("<") ? p : "= " + p,
                                Selection.note(group, analysis.options()))
                        .strip(),
                CriticalDifference.of(caption, entries, difference));
    }

    /** (seeds, methods) of those seeds that all methods have. */
    static List<double[]> complete(Group group, List<MethodRow> rows, Endpoint endpoint) {
        double[][] scores =
                rows.stream().map(row -> endpoint.of(row, group.seeds())).toArray(double[][]::new); // (methods, seeds)
        List<double[]> complete = new ArrayList<>();
        for (int seed = 0; seed < group.seeds().size(); seed++) {
            double[] block = new double[rows.size()];
            for (int row = 0; row < block.length; row++) {
                block[row] = scores[row][seed];
            }
            if (Estimates.defined(block).length == block.length) {
                complete.add(block);
            }
        }
        return complete;
    }
}
