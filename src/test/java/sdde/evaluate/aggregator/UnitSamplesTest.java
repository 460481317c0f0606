package sdde.evaluate.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSamplesTest {
    /** All distances in float64, one after the other. */
    private static double byHand(double[][] samples, double[] unit, int k) {
        double square = Arrays.stream(unit).map(x -> x * x).sum();
        double[] distances = Arrays.stream(samples)
                .mapToDouble(sample -> {
                    double own = 0;
                    for (double x : sample) {
                        own += x * x;
                    }
                    double distance = square + own;
                    for (int d = 0; d < unit.length; d++) {
                        distance -= 2 * unit[d] * sample[d];
                    }
                    return distance;
                })
                .sorted()
                .toArray();
        return distances[k - 1];
    }

    /** Half of the numbers are 0, as after a ReLU. */
    private static double[] drawn(SplittableRandom random, int width) {
        double[] features = new double[width];
        Arrays.setAll(features, d -> Math.max(0, random.nextGaussian()));
        return UnitSamples.unit(features, 0, width);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "84, 500, 1", "84, 500, 7", "13, 40, 40", "3, 2000, 2"})
    void isWhatFloat64AloneGives(int width, int kept, int k) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] samples = new double[kept][];
        Arrays.setAll(samples, i -> drawn(random, width));
        UnitSamples units = new UnitSamples(samples, width);

        for (int image = 0; image < 50; image++) {
            double[] unit = drawn(random, width);
            assertThat(units.squaredDistance(unit, k)).isEqualTo(byHand(samples, unit, k));
        }
    }

    /** Neighbours closer to each other than float32 can tell. */
    @Test
    void tellsNeighboursApartThatFloat32CannotTell() {
        int width = 84;
        SplittableRandom random = new SplittableRandom(4);
        double[] centre = drawn(random, width);
        double[][] samples = new double[300][];
        Arrays.setAll(samples, i -> {
            double[] near = centre.clone();
            near[i % width] += 1e-6 * random.nextGaussian();
            return UnitSamples.unit(near, 0, width);
        });
        UnitSamples units = new UnitSamples(samples, width);
        double[] unit = drawn(random, width);

        for (int k : new int[] {1, 2, 150, 300}) {
            assertThat(units.squaredDistance(unit, k)).isEqualTo(byHand(samples, unit, k));
            assertThat(units.squaredDistance(centre, k)).isEqualTo(byHand(samples, centre, k));
        }
    }

    @Test
    void zerosAreAsFarFromAll() {
        double[] zeros = UnitSamples.unit(new double[3], 0, 3);
        UnitSamples units = new UnitSamples(new double[][] {{1, 0, 0}, zeros, {0, 1, 0}}, 3);

        assertThat(zeros).containsOnly(0);
        assertThat(units.squaredDistance(zeros, 1)).isZero();
        assertThat(units.squaredDistance(zeros, 2)).isEqualTo(1);
        assertThat(units.squaredDistance(new double[] {1, 0, 0}, 2)).isEqualTo(1);
    }

    @Test
    void aVectorThatIsNoNumberHasNoNeighbour() {
        UnitSamples units = new UnitSamples(new double[][] {{1, 0}, {0, 1}}, 2);

        assertThat(units.squaredDistance(new double[] {Double.NaN, 0}, 1)).isInfinite();
    }
}
