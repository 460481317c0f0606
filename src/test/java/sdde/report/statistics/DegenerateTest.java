package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What docs/statistics.md says of samples that leave a procedure undefined. */
class DegenerateTest {
    private static final double[] FLAT = {1, 1, 1};

    @Test
    void blocksThatAgreeMakeFInfinite() {
        Friedman test = Friedman.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});

        assertThat(test.f()).isInfinite();
        assertThat(test.pOfF()).isZero();
        assertThat(new Conover(test).p()[0][1]).isZero();
    }

    @Test
    void aSingleBlockAndBlocksOfTiesAreUndefined() {
        assertThat(Friedman.of(new double[][] {{1, 2}}).f()).isNaN();
        assertThat(Friedman.of(new double[][] {FLAT, FLAT}).p()).isNaN();
    }

    @Test
    void equalSamplesShowNothing() {
        Wilcoxon test = Wilcoxon.paired(FLAT, FLAT, Wilcoxon.Zeros.DROPPED);

        assertThat(test.exact(Alternative.TWO_SIDED)).isEqualTo(1);
        assertThat(test.z(Alternative.TWO_SIDED, true)).isNaN();
        assertThat(Aso.violation(FLAT, FLAT)).isEqualTo(0.5);
        assertThat(CohensD.magnitude(CohensD.pooled(FLAT, FLAT))).isEqualTo(Magnitude.UNDEFINED);
    }

    @Test
    void scoresThatOrderAlikeHaveNoZ() {
        boolean[] positive = {true, true, false, false};

        assertThat(DeLong.of(positive, new double[] {4, 3, 2, 1}, new double[] {8, 7, 6, 5})
                        .z())
                .isNaN();
    }

    @Test
    void samplesThatAreAboveAtEveryQuantileViolateNothing() {
        double[] a = {6, 7, 8, 9, 10};
        double[] b = {5, 6, 7, 8, 9};

        assertThat(Aso.of(a, b, 0.95, 200, new SplittableRandom(1)).violation()).isZero();
    }

    @Test
    void theRangeOfTwoNormalsIsTheirDifference() {
        assertThat(StudentizedRange.quantile(0.95, 2) / Math.sqrt(2)).isCloseTo(1.959963984540054, within(1e-9));
        assertThat(StudentizedRange.cumulative(0, 3)).isZero();
    }

    @Test
    void nestedDrawsStayWithinTheirStrataAndRepeat() {
        Interval first = nested();

        assertThat(nested()).isEqualTo(first);
        assertThat(first.low()).isLessThan(first.high());
        assertThat(first.contains(2)).isTrue(); // the mean of seeds 0 … 4
    }

    private static Interval nested() {
        return new Bootstrap(0.95, 500, new SplittableRandom(1)).nested(5, new int[] {3, 4}, (seed, images) -> {
            assertThat(IntStream.of(images[0])).hasSize(3).isSubsetOf(0, 1, 2);
            assertThat(IntStream.of(images[1])).hasSize(4).isSubsetOf(0, 1, 2, 3);
            return seed;
        });
    }
}
