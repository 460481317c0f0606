package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sdde.data.Images;
import sdde.data.Normalisation;

class OutlierFeedTest {
    /** Ten images, of which the first pixel tells the number. */
    private static OutlierFeed feed(long seed) {
        Images.Shape shape = new Images.Shape(3, 1, 1);
        byte[] pixels = new byte[10 * 3];
        IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) (i / 3));
        return new OutlierFeed(seed, new Images(shape, pixels, new int[10], new long[10]), 4, Normalisation.half(1));
    }

    private static List<Integer> numbers(StepInput.Outliers batch) {
        FloatBuffer floats = batch.images().asFloatBuffer();
        List<Integer> numbers = new ArrayList<>();
        for (int b = 0; b < batch.shape().get(0); b++) {
            numbers.add(Math.round((floats.get(b * 3) * 0.5f + 0.5f) * 255));
        }
        return numbers;
    }

    @Test
    void aRoundHasEveryImageOnceAndASmallerLastBatch() {
        OutlierFeed feed = feed(7);
        List<Integer> seen = new ArrayList<>(numbers(feed.batch(1, 0)));
        seen.addAll(numbers(feed.batch(1, 1)));
        StepInput.Outliers last = feed.batch(1, 2);
        seen.addAll(numbers(last));

        assertThat(last.shape()).isEqualTo(new Shape(2, 3, 1, 1));
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void everyRoundAndEveryEpochHasItsOwnOrder() {
        OutlierFeed feed = feed(7);
        List<Integer> first = numbers(feed.batch(1, 0));

        assertThat(numbers(feed.batch(1, 3))).hasSize(4).isNotEqualTo(first);
        assertThat(numbers(feed.batch(2, 0))).hasSize(4).isNotEqualTo(first);
        assertThat(numbers(feed(8).batch(1, 0))).isNotEqualTo(first);
    }

    @Test
    void whatComesInAStepDependsOnNothingThatCameBefore() {
        OutlierFeed used = feed(7);
        IntStream.range(0, 5).forEach(step -> used.batch(1, step));

        assertThat(numbers(used.batch(2, 4))).isEqualTo(numbers(feed(7).batch(2, 4)));
    }

    @Test
    void outliersAreNeeded() {
        Images none = new Images(new Images.Shape(1, 1, 1), new byte[0], new int[0], new long[0]);

        assertThatThrownBy(() -> new OutlierFeed(7, none, 4, Normalisation.half(1)))
                .hasMessage("outliers must be at least one image, got none");
    }
}
