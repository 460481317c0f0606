package sdde.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void passesUpToTheTolerance() {
        Rule rule = new Rule(0.5);

        assertThat(rule.compare(new double[] {1, 2}, new double[] {1.5, 2}))
                .isEqualTo(new Rule.Verdict(true, 0.5, 0.5));
        assertThat(rule.compare(new double[] {1, 2}, new double[] {1, 2.75}))
                .isEqualTo(new Rule.Verdict(false, 0.75, 0.5));
    }

    @Test
    void wantsNonFiniteNumbersInTheSamePlaces() {
        Rule rule = new Rule(0.5);

        assertThat(rule.compare(new double[] {NAN, INFINITE}, new double[] {NAN, INFINITE})
                        .passed())
                .isTrue();
        assertThat(rule.compare(new double[] {NAN}, new double[] {1}).passed()).isFalse();
        assertThat(rule.compare(new double[] {1}, new double[] {NAN}).passed()).isFalse();
        assertThat(rule.compare(new double[] {INFINITE}, new double[] {-INFINITE})
                        .passed())
                .isFalse();
    }

    @Test
    void holdsEveryStepToItsOwnTolerance() {
        Rule rule = new Rule(1, 0.1, 0.5); // two steps of two numbers

        assertThat(rule.compare(new double[4], new double[] {0.1, 0, 0.5, 0}).passed())
                .isTrue();
        assertThat(rule.compare(new double[4], new double[] {0, 0.2, 0, 0}).passed())
                .isFalse();
    }

    @Test
    void aDisturbedArrayFails() {
        Rule rule = new Rule(0.5);
        double[] golden = {1, NAN};

        assertThat(rule.compare(golden, rule.disturbed(golden, golden)).passed())
                .isFalse();
        assertThat(rule.disturbed(new double[] {1}, new double[] {0.9})).containsExactly(-49.1);
        assertThat(Rule.exact().disturbed(new double[] {3}, new double[] {3})).containsExactly(4);
    }

    @Test
    void theLargestMagnitudeIgnoresWhatIsNotFinite() {
        assertThat(Rule.largest(new double[] {-3, 2, NAN, INFINITE})).isEqualTo(3);
    }
}
