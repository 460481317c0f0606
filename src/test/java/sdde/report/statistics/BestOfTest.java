package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BestOfTest {
    @Test
    void comparesOnlySeedsThatBothMethodsHave() {
        double[][] scores = {{1, 2, 3.5, Double.NaN}, {0, 1, 2, 9}, {Double.NaN, 0, Double.NaN, Double.NaN}};

        BestOf best = BestOf.of(scores, true);

        assertThat(best.best()).isEqualTo(1);
        assertThat(best.adjusted().get(2)).isNaN();
        assertThat(best.keeps(2, 0.05)).isTrue();
    }

    @Test
    void withoutScoresThereIsNoBest() {
        assertThat(BestOf.of(new double[][] {{Double.NaN}}, true).best()).isEqualTo(-1);
    }
}
