package sdde.evaluate.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.evaluate.TrainingFeatures;
import sdde.evaluate.aggregator.FeatureAggregator.MemberConfidence;
import sdde.run.Npy;
import sdde.run.Npz;

class FeatureAggregatorsTest {
    private static final Path NUMPY =
            Path.of(System.getProperty("sdde.root", "."), "src/test/resources/features/feature_space.npz");

    /** One member, two classes with means (0, 0) and (4, 0), variances 4 and 1. */
    private static TrainingFeatures byHand(double... sample) {
        return TrainingFeatures.of(Map.of(
                "class_means", Npy.float64(new double[] {0, 0, 4, 0}, 1, 2, 2),
                "covariance", Npy.float64(new double[] {4, 0, 0, 1}, 1, 2, 2),
                "sample", Npy.float64(sample, 1, sample.length / 2, 2)));
    }

    @Test
    void distanceIsToTheNearestClassInUnitsOfTheSpread() {
        MemberConfidence confidence = new Mahalanobis().fit(byHand(1, 0), 0);

        assertThat(confidence.of(new double[] {9, 9, 4, 3}, 2)).isCloseTo(-9, within(1e-12)); // 3² / 1 to (4, 0)
        assertThat(confidence.of(new double[] {2, 0}, 0)).isCloseTo(-1, within(1e-12)); // 2² / 4 to either
        assertThat(confidence.of(new double[] {0, 0}, 0)).isCloseTo(0, within(1e-12));
    }

    @Test
    void neighboursAreComparedByDirection() {
        MemberConfidence confidence = new NearestNeighbours().fit(byHand(5, 0, 0, 2), 0);

        assertThat(confidence.of(new double[] {70, 0}, 0)).isCloseTo(0, within(1e-7));
        assertThat(confidence.of(new double[] {3, 4}, 0))
                .isCloseTo(-Math.sqrt(0.4), within(1e-9)); // to (0, 1): 2 - 2·0.8
        assertThat(confidence.of(new double[] {-1, 0}, 0)).isCloseTo(-Math.sqrt(2), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mahalanobis", "knn"})
    void agreesWithNumpyOverMembersAndDeadFeatures(String name) {
        Map<String, Npy> arrays = Npz.read(NUMPY);
        TrainingFeatures training = TrainingFeatures.of(arrays);
        double[] features = Objects.requireNonNull(arrays.get("features")).doubles(); // (N, B, D)
        double[] expected = Objects.requireNonNull(arrays.get(name)).doubles(); // (B)
        double[] mean = new double[expected.length];
        for (int n = 0; n < training.members(); n++) {
            MemberConfidence confidence =
                    FeatureAggregators.REGISTRY.defaults(name).fit(training, n);
            for (int b = 0; b < mean.length; b++) {
                mean[b] += confidence.of(features, (n * mean.length + b) * training.width()) / training.members();
            }
        }

        for (int b = 0; b < mean.length; b++) {
            assertThat(mean[b])
                    .as("image " + b)
                    .isCloseTo(expected[b], within(1e-9 * Math.max(1, Math.abs(expected[b]))));
        }
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> TrainingFeatures.of(Map.of()))
                .hasMessage("training features need 'class_means' with three axes, got []");
        assertThatThrownBy(() -> TrainingFeatures.of(Map.of(
                        "class_means", Npy.float64(new double[4], 1, 2, 2),
                        "covariance", Npy.float64(new double[9], 1, 3, 3),
                        "sample", Npy.float64(new double[2], 1, 1, 2))))
                .hasMessage("class_means [1, 2, 2], covariance [1, 3, 3] and sample [1, 1, 2] must be (N, C, D),"
                        + " (N, D, D) and (N, K, D)");
    }
}
