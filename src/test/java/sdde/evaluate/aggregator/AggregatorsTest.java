package sdde.evaluate.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sdde.config.UserError;
import sdde.evaluate.Outputs;

class AggregatorsTest {
    @Test
    void knowsThePapersNames() {
        assertThat(Aggregators.canonical("U_avg")).isEqualTo("logit-average");
        assertThat(Aggregators.canonical("MAL")).isEqualTo("logit-average");
        assertThat(Aggregators.named("U_l_min")).isEqualTo(new Minmax());
        assertThat(Aggregators.named("U_l_STD")).isEqualTo(new Maxstd());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Aggregators.named("enrgy"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("unknown aggregator 'enrgy'; did you mean 'energy'?");
    }

    @Test
    void isMoreConfidentWhereMembersAgreeAndAreSure() {
        double[] logits = {9, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 1}; // (2, 2, 3): sure and agreed; unsure and not agreed
        Outputs outputs = new Outputs(2, 2, 3, logits);

        for (String name : Aggregators.REGISTRY.names()) {
            double[] confidence = Aggregators.named(name).confidence(outputs);
            boolean spread = name.endsWith("std") || name.equals("stdmax");
            if (!spread) {
                assertThat(confidence[0]).as(name).isGreaterThan(confidence[1]);
            }
        }
    }

    @Test
    void doesNotSaturateWhereSinglePrecisionDoes() {
        Outputs outputs = new Outputs(1, 2, 2, new double[] {20, 0, 25, 0});

        double[] confidence = new Average().confidence(outputs);

        assertThat((float) confidence[0]).isEqualTo(1f);
        assertThat(confidence[0]).isLessThan(confidence[1]);
    }

    @Test
    void aSpreadOfOneMemberIsUndefined() {
        Outputs outputs = new Outputs(1, 1, 2, new double[] {1, 0});

        for (String name : new String[] {"maxstd", "stdmax", "prob-maxstd", "expected-pairwise-kl"}) {
            assertThat(Aggregators.named(name).confidence(outputs)).as(name).containsOnly(Double.NaN);
        }
    }
}
