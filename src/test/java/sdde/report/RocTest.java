package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sdde.evaluate.metric.Detection;
import sdde.evaluate.metric.DetectionMetric;
import sdde.evaluate.metric.Metrics;

class RocTest {
    /** Of the pairs (3, 1) (3, 2) (2, 1) (2, 2) three are right and one is a tie: 3.5 of 4. */
    @Test
    void areaCountsTiesHalf() {
        Roc roc = Roc.of(new double[] {3, 2}, new double[] {1, 2}).orElseThrow();

        assertThat(roc.area()).isEqualTo(3.5 / 4);
        assertThat(roc.falsePositives()).startsWith(0.0).endsWith(1.0);
        assertThat(roc.truePositives()).startsWith(0.0).endsWith(1.0);
    }

    @Test
    void areaIsTheAurocOfTheTables() {
        SplittableRandom random = new SplittableRandom(3);
        double[] id = random.doubles(3000).map(x -> Math.round(x * 50) / 20.0).toArray();
        double[] ood = random.doubles(2000).map(x -> Math.round(x * 40) / 20.0).toArray();
        DetectionMetric auroc = (DetectionMetric) Metrics.REGISTRY.defaults("auroc");

        Roc roc = Roc.of(id, ood).orElseThrow();

        assertThat(roc.area()).isCloseTo(auroc.of(Detection.of(id, ood)), within(1e-12));
        assertThat(roc.falsePositives())
                .hasSizeLessThanOrEqualTo(Roc.POINTS + 1)
                .isSorted();
        assertThat(roc.truePositives()).isSorted();
    }

    @Test
    void nothingWithoutSamplesOrWithUndefinedConfidences() {
        assertThat(Roc.of(new double[] {}, new double[] {1})).isEmpty();
        assertThat(Roc.of(new double[] {1}, new double[] {})).isEmpty();
        assertThat(Roc.of(new double[] {1, Double.NaN}, new double[] {1})).isEmpty();
    }

    @Test
    void quantilesBeginAndEndWithTheExtremes() {
        double[] values = new SplittableRandom(1).doubles(5000).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(Roc.quantiles(values))
                .hasSize(Roc.POINTS)
                .startsWith(sorted[0])
                .endsWith(sorted[4999])
                .isSorted();
        assertThat(Roc.quantiles(new double[] {2, 1})).containsExactly(1.0, 2.0);
        assertThat(Roc.shares(2)).containsExactly(0.5, 1.0);
    }
}
