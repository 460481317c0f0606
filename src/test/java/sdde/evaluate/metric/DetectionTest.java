package sdde.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sdde.evaluate.Orientation;

class DetectionTest {
    @Test
    void tiesCountHalf() {
        Detection detection = Detection.of(new double[] {1, 2}, new double[] {1, 0});

        assertThat(Judged.score("auroc", detection)).isEqualTo((0.5 + 1 + 1 + 1) / 4);
    }

    @Test
    void perfectDetectionIsPerfectByEveryMetric() {
        Detection detection = Detection.of(new double[] {3, 4, 5}, new double[] {0, 1, 2});

        for (String name : Metrics.REGISTRY.names()) {
            if (Metrics.REGISTRY.defaults(name) instanceof DetectionMetric metric) {
                double best = metric.orientation() == Orientation.HIGHER_IS_BETTER ? 1 : 0;
                assertThat(metric.of(detection)).as(name).isEqualTo(best);
            }
        }
    }

    @Test
    void positiveAndNegativeZeroAreTied() {
        Detection detection = Detection.of(new double[] {0.0}, new double[] {-0.0});

        assertThat(Judged.score("auroc", detection)).isEqualTo(0.5);
    }

    @Test
    void isUndefinedWithoutImagesOrWithNaN() {
        double[] some = {1};

        for (String name : Metrics.REGISTRY.names()) {
            if (Metrics.REGISTRY.defaults(name) instanceof DetectionMetric metric) {
                assertThat(metric.of(Detection.of(some, new double[0]))).isNaN();
                assertThat(metric.of(Detection.of(new double[] {Double.NaN, 1}, some)))
                        .isNaN();
            }
        }
    }
}
