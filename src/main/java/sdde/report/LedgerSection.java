package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** How many tests this report ran, in which families, and which of them decide anything. */
final class LedgerSection {
    private LedgerSection() {}

    /** @param others all sections that show tests */
    static Section of(Analysis analysis, List<Section> others) {
        List<List<Cell>> rows = new ArrayList<>();
        int claims = analysis.tests() - analysis.compared();
        row(
                rows,
                "methods against the baseline",
                analysis.compared(),
                "Holm, with the next row one family of " + analysis.tests(),
                "verdicts");
        row(rows, "claims of the paper", claims, "largest p of a claim's comparisons, Holm as above", "lights");
        List<ClaimTest> registered = ClaimTest.of(analysis.study().claims(), analysis.groups());
        row(
                rows,
                "claims of the sweep file, pre-registered",
                tested(registered, true),
                "Holm among themselves",
                "verdicts");
        row(
                rows,
                "claims of the sweep file, post hoc",
                tested(registered, false),
                "Holm among themselves",
                "nothing: marked post hoc");
        row(rows, "comparisons within the paper's claims", legs(analysis), "none: the largest is adjusted", "nothing");
        row(
                rows,
                "pairs of methods, five tests each",
                cells(others, "tests-", 2, 6),
                "Holm in each table and test; Nemenyi by itself",
                "nothing: a second look");
        row(
                rows,
                "lead of the best under each aggregator",
                cells(others, "reversals-", 4, 4),
                "none",
                "nothing: a description");
        row(rows, "shares of method and aggregator", 3 * rowsOf(others, "shares-"), "none", "nothing: a description");
        row(
                rows,
                "U_avg against prob-average, run by run",
                rowsOf(others, "delong-"),
                "none",
                "nothing: a description");
        row(
                rows,
                "not significantly worse than the best (underlined)",
                underlined(others),
                "Holm within each column",
                "underlines");
        row(
                rows,
                "against the published values",
                2 * rowsOf(others, "paper-published-"),
                "none",
                "nothing: a description");
        return new Section(
                "ledger",
                "Multiplicity ledger",
                List.<Block>of(
                        new Paragraph(
                                "Every test that this report ran, shown or folded. Only the families that decide are protected together: a small p"
                                        + " elsewhere is one of many."),
                        new Table(
                                "ledger",
                                "Tests run",
                                List.of(
                                        Column.words("family"),
                                        Column.numbers("tests"),
                                        Column.words("adjusted"),
                                        Column.words("decides")),
                                rows,
                                List.of("Intervals without a p are not counted."))));
    }

    private static void row(List<List<Cell>> rows, String family, long tests, String adjusted, String decides) {
        rows.add(List.of(Cell.of(family), Cell.of(tests), Cell.of(adjusted), Cell.of(decides)));
    }

    private static long tested(List<ClaimTest> tests, boolean preRegistered) {
        return tests.stream()
                .filter(test -> test.standing().isPreRegistered() == preRegistered)
                .filter(test -> !Double.isNaN(test.adjusted()))
                .count();
    }

    private static long legs(Analysis analysis) {
        return analysis.claims().stream()
                .flatMap(claim -> claim.legs().stream())
                .filter(PaperClaim.Leg::hasTest)
                .count();
    }

    private static long rowsOf(List<Section> sections, String id) {
        return tables(sections, id).stream()
                .mapToLong(table -> table.rows().size())
                .sum();
    }

    /** Cells of these columns that hold a p or an answer. */
    private static long cells(List<Section> sections, String id, int from, int to) {
        return tables(sections, id).stream()
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> row.subList(from, to + 1).stream())
                .filter(cell -> !cell.text().equals("–") && !cell.text().equals("no test"))
                .count();
    }

    /** One test for every mean but the best of its column. */
    private static long underlined(List<Section> sections) {
        long tests = 0;
        for (String id : List.of("main-", "paper-ood", "paper-calibration", "paper-aggregators", "aggregators-")) {
            for (Table table : tables(sections, id)) {
                tests += table.rows().stream()
                        .flatMap(List::stream)
                        .filter(cell -> cell instanceof Cell.Estimate estimate
                                && estimate.n() >= Estimates.FEWEST_SEEDS
                                && !estimate.has(sdde.report.document.Mark.BEST))
                        .count();
            }
        }
        return tests;
    }

    private static List<Table> tables(List<Section> sections, String id) {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table -> table.id().startsWith(id))
                .toList();
    }
}
