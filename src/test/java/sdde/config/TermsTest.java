package sdde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code method: {name: combined, terms: {…}}}. */
class TermsTest {
    private static List<Object> terms(String method, String term) {
        return Reading.values(Reading.good(Reading.GRID + "  method: " + method + "\n"), 3, "method." + term);
    }

    @Test
    void termsNotNamedCountNothing() {
        String method = "{name: combined, terms: {sdde: 0.1, ncl: [0.2, 0.3]}}";

        assertThat(terms(method, "sdde")).containsExactly(0.1, 0.1);
        assertThat(terms(method, "ncl")).containsExactly(0.2, 0.3);
        assertThat(terms(method, "adp")).containsExactly(0.0, 0.0);
        assertThat(terms(method, "lambda")).containsExactly("-", "-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{name: sdde, terms: {ncl: 0.1}}|6:24: 'terms' has no effect on method 'sdde', which is no sum of terms",
                "{name: combined, terms: {sdd: 0.1}}|6:36: unknown key 'sdd'; did you mean 'sdde'? known: [adp, ncl, sdde]",
                "{name: combined, terms: {}}|6:35: expected terms of [adp, ncl, sdde] such as {adp: 0.1}, got {}",
                "{name: combined, terms: {ncl: 0.1, sdde: 0.1}, sdde: 0.2}|6:46: 'sdde' is given in 'terms' and beside it",
                "{name: combined, terms: {sdde: some}}|6:42: method 'combined': sdde must be a number, got 'some'",
            })
    void namesWhatIsWrong(String method, String problem) {
        assertThat(Reading.of(Reading.GRID + "  method: " + method + "\n").problems())
                .contains("a.yaml:" + problem);
    }
}
