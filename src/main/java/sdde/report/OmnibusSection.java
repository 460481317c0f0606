package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Digits;
import sdde.report.document.Scale;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.report.statistics.AkinshinGamma;
import sdde.report.statistics.Aso;
import sdde.report.statistics.BayesSignedRank;
import sdde.report.statistics.CliffsDelta;
import sdde.report.statistics.HodgesLehmann;
import sdde.report.statistics.Rope;
import sdde.run.Seeds;

/** Every method against every other, by many tests and measures of effect, and where these do not agree. */
final class OmnibusSection {
    private static final int BAYES_DRAWS = 4000;
    private static final int ASO_DRAWS = 500;

    /** In the endpoint's own unit: 0.1 points of AUROC, accuracy and ECE. */
    private static final double ROPE = 0.001;

    private OmnibusSection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "Seeds are the blocks: this speaks of training again on these data, not of other data sets. No verdict of this report"
                        + " rests on this section; it shows whether another test would have said the same."));
        blocks.addAll(RankFigure.of(analysis));
        for (Group group : analysis.groups()) {
            List<MethodRow> rows = Selection.of(group, analysis.options());
            for (Endpoint endpoint : Endpoint.deciding(group, analysis.options())) {
                PairTests tests = PairTests.of(group, rows, endpoint);
                if (tests.pairs().isEmpty()) {
                    continue;
                }
                blocks.add(agreement(group, endpoint, tests));
                blocks.add(tests(analysis, group, endpoint, tests));
                blocks.add(effects(analysis, group, endpoint, tests));
            }
        }
        return new Section("ranks", "Ranks and post-hoc tests", blocks);
    }

    private static Paragraph agreement(Group group, Endpoint endpoint, PairTests tests) {
        String where = group.title() + ", " + endpoint.words() + ": ";
        List<String> split = tests.pairs().stream()
                .filter(PairTests.Pair::isDisputed)
                .map(PairTests.Pair::dispute)
                .toList();
        if (!split.isEmpty()) {
            return new Paragraph(
                    where + "the tests do not agree on " + String.join("; ", split)
                            + ". At this number of seeds tests of signs and ranks may be unable to reject at all.",
                    Tone.CAUTION);
        }
        long found =
                tests.pairs().stream().filter(pair -> pair.rejections() > 0).count();
        return new Paragraph(
                where + (found == 0 ? "no test parts any pair of methods." : "all tests agree, on every pair."));
    }

    private static Table tests(Analysis analysis, Group group, Endpoint endpoint, PairTests tests) {
        List<List<Cell>> rows = tests.pairs().stream()
                .map(pair -> List.of(
                        Cell.of(pair.name()),
                        Cell.of(pair.values().size()),
                        probability(pair.t()),
                        probability(pair.wilcoxon()),
                        probability(pair.signFlip()),
                        probability(pair.conover()),
                        probability(pair.nemenyi()),
                        Cell.of(pair.rejections() + " of " + pair.possible())))
                .toList();
        return new Table(
                "tests-" + group.id() + "-" + endpoint.metric(),
                analysis.caption("Tests of all pairs on " + endpoint.words(), group),
                List.of(
                        Column.words("pair"),
                        Column.numbers("seeds"),
                        Column.numbers("paired t"),
                        Column.numbers("Wilcoxon, exact"),
                        Column.numbers("sign-flip, exact"),
                        Column.numbers("Conover"),
                        Column.numbers("Nemenyi"),
                        Column.words("reject at 5 %")),
                rows,
                List.of(tests.omnibus()
                        + " p values, two-sided; each column but Nemenyi's, which needs none, adjusted by Holm over the pairs of this table. Wilcoxon and"
                        + " sign-flip take the seeds that both methods have, Conover and Nemenyi those that all have. "
                        + Selection.note(group, analysis.options())),
                true);
    }

    private static Cell probability(double p) {
        return Cell.of(Digits.probability(p));
    }

    private static Table effects(Analysis analysis, Group group, Endpoint endpoint, PairTests tests) {
        Scale scale = endpoint.scale();
        List<List<Cell>> rows = new ArrayList<>();
        for (PairTests.Pair pair : tests.pairs()) {
            double[] x = pair.values().first();
            double[] y = pair.values().second();
            HodgesLehmann shift = HodgesLehmann.paired(x, y, 0.95);
            CliffsDelta cliff = CliffsDelta.of(x, y);
            double gamma = AkinshinGamma.of(x, y);
            String name = group.id() + " " + endpoint.metric() + " " + pair.name();
            Rope rope =
                    BayesSignedRank.of(y, x, ROPE, BayesSignedRank.Prior.USUAL, BAYES_DRAWS, random("rope " + name));
            Aso aso = Aso.of(x, y, 1 - Estimates.ALPHA / tests.pairs().size(), ASO_DRAWS, random("aso " + name));
            rows.add(List.of(
                    Cell.of(pair.name()),
                    Cell.of(scale.showSigned(shift.estimate())),
                    Intervals.signed(shift.interval(), scale),
                    Cell.of(Digits.fixed(100 * shift.achieved(), 1)),
                    Cell.of(Digits.signed(cliff.delta(), 2)),
                    Cell.of(Digits.fixed(cliff.a12(), 2)),
                    Cell.of(Digits.signed(gamma, 2)),
                    Cell.of(Digits.fixed(rope.left(), 2)),
                    Cell.of(Digits.fixed(rope.within(), 2)),
                    Cell.of(Digits.fixed(rope.right(), 2)),
                    Cell.of(Digits.fixed(aso.epsilon(), 2))));
        }
        return new Table(
                "effects-" + group.id() + "-" + endpoint.metric(),
                analysis.caption("How large the differences are: " + endpoint.words(), group),
                List.of(
                        Column.words("pair"),
                        Column.numbers("Hodges-Lehmann"),
                        Column.numbers("interval"),
                        Column.numbers("its level %"),
                        Column.numbers("Cliff's δ"),
                        Column.numbers("A12"),
                        Column.numbers("Akinshin's γ"),
                        Column.numbers("P(first worse)"),
                        Column.numbers("P(practically equal)"),
                        Column.numbers("P(first better)"),
                        Column.numbers("ASO ε")),
                rows,
                List.of(
                        "Signs are turned so that positive means that the first of the pair is better. Hodges-Lehmann: shift of the pairs in the unit of"
                                + " the endpoint (points for %); its level is the highest at or above 95 % that so few pairs allow, else the highest"
                                + " there is. P: Bayesian signed rank, practically equal within "
                                + Digits.plain(ROPE * scale.factor())
                                + " of that unit, "
                                + BAYES_DRAWS
                                + " draws. ASO: below 0.5 the first is better, with Bonferroni over the pairs; it resamples these few values, so where"
                                + " all of one method lie above all of the other it is 0 or 1 and sounds surer than it is."),
                true);
    }

    private static SplittableRandom random(String purpose) {
        return new SplittableRandom(Seeds.of(0, purpose));
    }
}
