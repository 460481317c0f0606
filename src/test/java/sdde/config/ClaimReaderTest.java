package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimReaderTest {
    private static final String SWEEP = Reading.GRID + "  method: [de, sdde]\n";

    @Test
    void readsClaimsAndFillsInWhatIsUsual() {
        Sweep sweep = Reading.good(
                SWEEP
                        + """
                claims:
                  - name: C1
                    endpoint: {metric: auroc}
                    contrast: {method: [sdde, de]}
                    margin: 0.005
                  - {endpoint: {metric: accuracy}, contrast: {method: [sdde, de]}, margin: -2e-3}
                  - {endpoint: {metric: auroc, set: ood-far, method: de}, contrast: {aggregator: [U_avg, minmax]}}
                """);

        assertThat(sweep.claims().keySet())
                .containsExactly(
                        new Claim(
                                "C1",
                                new Claim.Endpoint("auroc", "ood-near", "logit-average", "-"),
                                new Claim.Contrast(Claim.Side.METHOD, "sdde", "de"),
                                0.005),
                        new Claim(
                                "claim-2",
                                new Claim.Endpoint("accuracy", "test", "-", "-"),
                                new Claim.Contrast(Claim.Side.METHOD, "sdde", "de"),
                                -0.002),
                        new Claim(
                                "claim-3",
                                new Claim.Endpoint("auroc", "ood-far", "-", "de"),
                                new Claim.Contrast(Claim.Side.AGGREGATOR, "logit-average", "minmax"),
                                0));
        assertThat(sweep.claims().values())
                .extracting(places -> places.claim().line())
                .containsExactly(8, 12, 13);
    }

    @Test
    void readsWhatTheReportShows() {
        assertThat(Reading.good(SWEEP + "report: {baseline: sdde, aggregator: U_avg}\n")
                        .report())
                .isEqualTo(new ReportChoice("sdde", "logit-average"));
        assertThat(Reading.good(SWEEP).report()).isEqualTo(ReportChoice.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{endpoint: {metric: aurco}, contrast: {method: [sdde, de]}}|31: unknown metric 'aurco'; did you mean 'aurc' or 'auroc'? known: ",
                "{endpont: {metric: auroc}, contrast: {method: [sdde, de]}}|12: unknown key 'endpont'; did you mean 'endpoint'? known: ",
                "{contrast: {method: [sdde, de]}}|11: key 'endpoint' is missing, got {contrast: ",
                "{endpoint: {set: test}, contrast: {method: [sdde, de]}}|22: key 'metric' is missing, got {set: 'test'}",
                "{endpoint: {metric: auroc}, contrast: {method: [sdde]}}|58: expected two names [BETTER, THAN], got ['sdde']",
                "{endpoint: {metric: auroc}, contrast: {method: [sdde, sdde]}}|58: compares 'sdde' with itself",
                "{endpoint: {metric: auroc}, contrast: {method: [ssde, de]}}|59: unknown method 'ssde'; did you mean 'sdde'? known: ",
                "{endpoint: {metric: auroc, set: test}, contrast: {method: [sdde, de]}}|31: metric 'auroc' needs out-of-distribution images; give a set such as ood-near",
                "{endpoint: {metric: accuracy}, contrast: {aggregator: [minmax, U_avg]}}|31: no aggregator matters to metric 'accuracy'",
                "{endpoint: {metric: accuracy, aggregator: minmax}, contrast: {method: [sdde, de]}}|41: 'aggregator' has no effect on an aggregator contrast, or a metric of predictions; leave it out",
                "{endpoint: {metric: auroc, method: de}, contrast: {method: [sdde, de]}}|38: 'method' has no effect on a contrast of methods; leave it out",
                "{endpoint: {metric: auroc}, contrast: {method: [sdde, de]}, margin: half}|79: margin must be a number in the metric's own unit, got 'half'",
                "{endpoint: {metric: auroc}, contrast: {method: [sdde, de], aggregator: [minmax, U_avg]}}|49: a contrast is between methods or between aggregators, not both",
                "sdde|11: expected a claim {endpoint: …, contrast: …, margin: …}, got 'sdde'",
            })
    void namesWhatIsWrong(String claim, String problem) {
        assertThat(Reading.of(SWEEP + "claims: [ " + claim + "]\n").problems())
                .singleElement()
                .asString()
                .startsWith("a.yaml:7:" + problem);
    }

    @Test
    void refusesTwoClaimsOfOneName() {
        String claim = "  - {name: x, endpoint: {metric: auroc}, contrast: {method: [sdde, de]}, margin: ";

        assertThat(Reading.of(SWEEP + "claims:\n" + claim + "0}\n" + claim + "1}\n")
                        .problems())
                .containsExactly("a.yaml:9:5: claim 'x' is given twice, first in line 8");
    }
}
