package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Property
    void drawsTheBitsOfSplittableRandom(@ForAll long seed) {
        SplittableRandom reference = new SplittableRandom(seed);
        RandomStream stream = new RandomStream(seed);

        for (int i = 0; i < 10; i++) {
            assertThat(stream.next()).isEqualTo(reference.nextLong());
        }
    }

    @Test
    void neverChanges() {
        RandomStream stream = RandomStream.of(42, 7, -1);

        assertThat(stream.next()).isEqualTo(317999274329564266L);
        assertThat(stream.below(1000)).isEqualTo(255);
        assertThat(new RandomStream(3).permutation(8)).containsExactly(2, 5, 1, 6, 7, 3, 4, 0);
    }

    @Property
    void permutationHoldsEveryNumberOnce(@ForAll @IntRange(max = 2000) int size, @ForAll long seed) {
        int[] order = new RandomStream(seed).permutation(size);

        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, size).toArray());
    }

    @Property
    void staysBelowTheBound(@ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound, @ForAll long seed) {
        assertThat(new RandomStream(seed).below(bound)).isBetween(0, bound - 1);
    }

    @Test
    void smallBoundsAreDrawnEvenly() {
        RandomStream stream = new RandomStream(1);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[stream.below(6)]++;
        }

        for (int count : counts) {
            assertThat(count).isCloseTo(10_000, within(400)); // 4.4 standard deviations
        }
    }

    @Test
    void pathsDrawApart() {
        assertThat(RandomStream.of(1, 2, 3).next())
                .isNotEqualTo(RandomStream.of(1, 3, 2).next())
                .isNotEqualTo(RandomStream.of(1, 2).next())
                .isNotEqualTo(RandomStream.of(2, 2, 3).next())
                .isEqualTo(RandomStream.of(1, 2, 3).next());
    }

    @Test
    void gaussianHasMeanZeroAndVarianceOne() {
        RandomStream stream = new RandomStream(5);
        double[] draws =
                IntStream.range(0, 100_000).mapToDouble(i -> stream.gaussian()).toArray();
        double mean = Arrays.stream(draws).average().orElseThrow();

        assertThat(mean).isCloseTo(0, within(0.015));
        assertThat(Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum() / draws.length)
                .isCloseTo(1, within(0.02));
    }

    @Test
    void refusesABoundOfZero() {
        assertThatThrownBy(() -> new RandomStream(1).below(0)).hasMessage("bound must be >= 1, got 0");
    }
}
