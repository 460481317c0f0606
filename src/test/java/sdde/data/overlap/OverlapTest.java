package sdde.data.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sdde.data.Images;
import sdde.data.RandomStream;

class OverlapTest {
    @Test
    void findsTheSameAndNearlyTheSame() {
        Images first = random(50, 3, 12, 1);
        Images second = changed(first.select(new int[] {7, 30, 41}), new int[] {0, 5, 9});

        Overlap overlap = Overlap.of(first, second);

        assertThat(overlap.exact()).isEqualTo(1);
        assertThat(overlap.near()).isEqualTo(1); // 9 levels are too many
        assertThat(overlap.pairs().get(0)).isEqualTo(new Overlap.Pair(7, 7, 0));
        assertThat(overlap.pairs().get(1).first()).isEqualTo(30);
        assertThat(overlap.pairs().get(1).distance()).isCloseTo(5, within(1e-9));
    }

    @Test
    void findsCopiesOfAnotherSize() {
        Images first = random(20, 1, 4, 2).resizedTo(1, 28, 28); // smooth

        assertThat(Overlap.of(first, first.resizedTo(3, 32, 32)).pairs()).hasSize(20);
    }

    /** The blocks throw nothing out that a plain comparison of all pairs finds. */
    @Property(tries = 100)
    void findsWhatAComparisonOfAllPairsFinds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 14) int noise) {
        Images first = random(30, 1, 7, seed);
        Images second = noisy(first.select(new int[] {3, 3, 9, 20}), noise, seed);

        List<Overlap.Pair> pairs = Overlap.of(first, second).pairs();

        for (int row = 0; row < second.size(); row++) {
            double nearest = nearest(first, second, row);
            long id = second.ids()[row];
            boolean found =
                    pairs.stream().anyMatch(pair -> Math.abs(pair.distance() - nearest) < 1e-9 && pair.second() == id);
            assertThat(found).isEqualTo(nearest <= Overlap.NEAR);
        }
    }

    @Test
    void namesSharedClasses() {
        assertThat(SharedClasses.of(
                        List.of("airplane", "automobile", "frog", "truck"),
                        List.of(
                                "bullfrog, Rana catesbeiana",
                                "tailed frog, bell toad",
                                "sports car",
                                "moving truck",
                                "airplane")))
                .containsExactly("airplane", "frog = tailed frog, bell toad", "truck = moving truck");
        assertThat(SharedClasses.of(List.of("0", "1"), List.of("A", "B"))).isEmpty();
    }

    private static double nearest(Images first, Images second, int row) {
        byte[] a = new byte[first.shape().bytes()];
        byte[] b = new byte[first.shape().bytes()];
        second.read(row, b);
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < first.size(); other++) {
            first.read(other, a);
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += Math.pow((a[i] & 0xff) - (b[i] & 0xff), 2);
            }
            nearest = Math.min(nearest, Math.sqrt(sum / a.length));
        }
        return nearest;
    }

    private static Images random(int count, int channels, int size, long seed) {
        RandomStream random = new RandomStream(seed);
        Images.Shape shape = new Images.Shape(channels, size, size);
        byte[] pixels = new byte[count * shape.bytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (20 + random.below(200));
        }
        long[] ids = new long[count];
        java.util.Arrays.setAll(ids, i -> i);
        return new Images(shape, pixels, new int[count], ids);
    }

    /** Every byte of an image higher by its number. */
    private static Images changed(Images images, int[] levels) {
        byte[] pixels = images.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (byte) levels[i / images.shape().bytes()];
        }
        return new Images(images.shape(), pixels, images.labels(), images.ids());
    }

    private static Images noisy(Images images, int most, long seed) {
        RandomStream random = new RandomStream(seed + 1);
        byte[] pixels = images.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (byte) (random.below(2 * most + 1) - most);
        }
        return new Images(images.shape(), pixels, images.labels(), new long[] {0, 1, 2, 3});
    }
}
