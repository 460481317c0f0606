package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.report.PaperClaim.Light.INCONCLUSIVE;
import static sdde.report.PaperClaim.Light.NOT_REPRODUCED;
import static sdde.report.PaperClaim.Light.NOT_TESTED;
import static sdde.report.PaperClaim.Light.REPRODUCED;
import static sdde.report.SyntheticStudy.lambda;

import java.util.List;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.report.document.Scale;
import sdde.report.statistics.StudentT;

class PaperClaimTest {
    private static PaperClaim.Leg leg(double gain, double error, int seeds) {
        return new PaperClaim.Leg("a against b", seeds, new StudentT(gain, error, seeds - 1), 0, 0.001, Scale.PERCENT);
    }

    private static PaperClaim claim(List<String> absent, PaperClaim.Leg... legs) {
        PaperClaim raw = new PaperClaim("C1", "better", "auroc", "mnist", List.of(legs), absent);
        return raw.decided(raw.p() * 2, 2);
    }

    @Test
    void isReproducedOnlyIfEveryLegHolds() {
        assertThat(claim(List.of(), leg(0.02, 0.001, 5), leg(0.01, 0.0005, 5)).light())
                .isEqualTo(REPRODUCED);
        assertThat(claim(List.of(), leg(0.02, 0.001, 5), leg(0.01, 0.01, 5)).light())
                .isEqualTo(INCONCLUSIVE);
    }

    @Test
    void isNotReproducedAsAWholeWhereARivalIsMissing() {
        PaperClaim claim = claim(List.of("dice"), leg(0.02, 0.001, 5));

        assertThat(claim.light()).isEqualTo(INCONCLUSIVE);
        assertThat(claim.reason()).contains("what could be compared holds").contains("dice");
    }

    @Test
    void isNotReproducedIfOneLegIsShownToBeTooSmall() {
        PaperClaim claim = claim(List.of(), leg(0.02, 0.001, 5), leg(-0.01, 0.0005, 5));

        assertThat(claim.light()).isEqualTo(NOT_REPRODUCED);
        assertThat(claim.weakest().orElseThrow().test().estimate()).isEqualTo(-0.01);
    }

    @Test
    void isNotReproducedIfTheGainIsShownToBeNone() {
        assertThat(claim(List.of(), leg(0.0001, 0.00001, 8)).light()).isEqualTo(NOT_REPRODUCED);
    }

    @Test
    void isNotTestedWithTwoSeedsOrWithoutSpread() {
        assertThat(claim(List.of(), leg(0.02, 0.001, 2)).light()).isEqualTo(NOT_TESTED);
        assertThat(claim(List.of(), leg(0.02, 0, 5)).light()).isEqualTo(NOT_TESTED);
        assertThat(claim(List.of("runs")).reason()).isEqualTo("not here: runs");
    }

    @Test
    void everyClaimHasALightWhateverTheStudyHas() {
        Study nothing = new SyntheticStudy().runs(Choice.of("de"), 0, 1, 2, 3).build();

        List<PaperClaim> claims = Analysis.of(nothing, ReportOptions.DEFAULT).claims();

        assertThat(claims.stream().map(PaperClaim::id).distinct())
                .containsExactly("C1", "C2", "C3", "C4", "C5", "C6", "C7");
        assertThat(claims).allMatch(claim -> claim.light() == NOT_TESTED);
        assertThat(claims).noneMatch(claim -> claim.reason().isEmpty());
    }

    /** By construction SDDE is better in AUROC by 0.02 and more, and its cosine lower by 0.35 and more. */
    @Test
    void aLargeEffectIsReproducedAndTheReverseIsNot() {
        Analysis good = Analysis.of(ReportWriterTest.fiveMethods(1, 2, 3, 4, 5, 6, 7, 8), ReportOptions.DEFAULT);
        Study turned = new SyntheticStudy("fashion-mnist")
                .runs(Choice.of("de"), 0.9, 1, 2, 3, 4, 5, 6, 7, 8)
                .runs(lambda("ncl", 0.1), 0.9, 1, 2, 3, 4, 5, 6, 7, 8)
                .runs(lambda("adp", 0.1), 0.9, 1, 2, 3, 4, 5, 6, 7, 8)
                .runs(lambda("dice", 0.1), 0.9, 1, 2, 3, 4, 5, 6, 7, 8)
                .runs(lambda("sdde", 0.1), 0, 1, 2, 3, 4, 5, 6, 7, 8)
                .build();

        assertThat(lights(good, "near-OOD")).containsExactly(REPRODUCED);
        assertThat(lights(good, "SDDE's cosine")).containsExactly(REPRODUCED);
        assertThat(lights(good, "far-OOD")).containsExactly(NOT_TESTED);
        assertThat(lights(Analysis.of(turned, ReportOptions.DEFAULT), "near-OOD"))
                .containsExactly(NOT_REPRODUCED);
    }

    private static List<PaperClaim.Light> lights(Analysis analysis, String part) {
        return analysis.claims().stream()
                .filter(claim -> claim.part().startsWith(part))
                .map(PaperClaim::light)
                .toList();
    }

    @Test
    void allVerdictsAreOneFamily() {
        Analysis analysis = Analysis.of(ReportWriterTest.fiveMethods(1, 2, 3, 4, 5), ReportOptions.DEFAULT);
        double least =
                analysis.comparisons().stream().mapToDouble(Comparison::p).min().orElseThrow();

        assertThat(analysis.tests()).isGreaterThan(analysis.compared());
        assertThat(analysis.comparisons())
                .filteredOn(one -> one.p() == least)
                .allMatch(one -> one.adjusted() >= Math.min(1, least * analysis.compared()));
    }
}
