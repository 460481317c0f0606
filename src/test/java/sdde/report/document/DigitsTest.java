package sdde.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0.0004, < 0.001",
        "0.0123, 0.012",
        "0.0496, 0.0496",
        "0.04996, < 0.05",
        "0.05, 0.050",
        "0.0504, 0.050",
        "0.25, 0.25",
        "NaN, –"
    })
    void aProbabilityBelowFivePercentLooksLikeOne(double p, String text) {
        assertThat(Digits.probability(p)).isEqualTo(text);
    }
}
