package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.run.Npy;
import sdde.train.network.LeNet;

/** Against features read one by one, and means and products added up in plain Java. */
class TrainingFeaturesTest {
    private static final int MEMBERS = 2;
    private static final int WIDTH = 84;
    private static final Dataset.Facts FACTS = new Dataset.Facts(SmallRun.CLASSES, 1, 28, 28, Normalisation.half(1));

    private static Ensemble ensemble() {
        Ensemble ensemble = new Ensemble(Device.cpu(), new LeNet(), MEMBERS, SmallRun.CLASSES);
        ensemble.draw(7);
        return ensemble;
    }

    private static double[] doubles(Map<String, Npy> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name)).doubles();
    }

    @Test
    void meansAndCovarianceAreThoseOfTheFeatures() {
        Images images = SmallRun.images(600, 4); // three batches of a pass
        Map<String, Npy> statistics;
        double[] features; // (N, B, D), as predictions store them
        try (Ensemble ensemble = ensemble()) {
            statistics = new TrainingFeatures(ensemble, FACTS).of(images, 3);
            features = doubles(new Predictor(ensemble, FACTS).predict(images, false, true), "features");
        }
        double[] means = new double[MEMBERS * SmallRun.CLASSES * WIDTH];
        double[] covariance = new double[MEMBERS * WIDTH * WIDTH];
        for (int n = 0; n < MEMBERS; n++) {
            for (int b = 0; b < 600; b++) {
                for (int d = 0; d < WIDTH; d++) {
                    means[(n * SmallRun.CLASSES + b % 10) * WIDTH + d] += features[(n * 600 + b) * WIDTH + d] / 60;
                }
            }
            for (int b = 0; b < 600; b++) {
                for (int i = 0; i < WIDTH; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        int mean = (n * SmallRun.CLASSES + b % 10) * WIDTH;
                        int image = (n * 600 + b) * WIDTH;
                        covariance[(n * WIDTH + i) * WIDTH + j] +=
                                (features[image + i] - means[mean + i]) * (features[image + j] - means[mean + j]) / 600;
                    }
                }
            }
        }

        assertThat(doubles(statistics, "class_counts")).hasSize(10).containsOnly(60);
        assertThat(doubles(statistics, "class_means")).containsExactly(means, within(1e-12));
        assertThat(doubles(statistics, "covariance")).containsExactly(covariance, within(1e-12));
    }

    @Test
    void theSampleHoldsTheFeaturesOfTheImagesItNames() {
        Images images = SmallRun.images(60, 4);
        try (Ensemble ensemble = ensemble()) {
            Map<String, Npy> statistics = new TrainingFeatures(ensemble, FACTS).of(images, 3);
            double[] all = doubles(new Predictor(ensemble, FACTS).predict(images, false, true), "features");
            double[] sample = doubles(statistics, "sample");
            long[] ids = Objects.requireNonNull(statistics.get("sample_ids")).longs();

            assertThat(ids).hasSize(60).doesNotHaveDuplicates();
            for (int n = 0; n < MEMBERS; n++) {
                for (int k = 0; k < 60; k++) {
                    int row = (n * 60 + (int) ids[k]) * WIDTH;
                    for (int d = 0; d < WIDTH; d++) {
                        // another batch, another last bit before it is rounded to half
                        assertThat(sample[(n * 60 + k) * WIDTH + d]).isCloseTo(all[row + d], within(1e-4));
                    }
                }
            }
        }
    }

    @Test
    void equalSeedsDrawEqualImages() {
        Images images = SmallRun.images(60, 4);
        try (Ensemble ensemble = ensemble()) {
            double[] ids = doubles(new TrainingFeatures(ensemble, FACTS).of(images, 3), "sample_ids");

            assertThat(doubles(new TrainingFeatures(ensemble, FACTS).of(images, 3), "sample_ids"))
                    .isEqualTo(ids);
            assertThat(doubles(new TrainingFeatures(ensemble, FACTS).of(images, 4), "sample_ids"))
                    .isNotEqualTo(ids);
        }
    }
}
