package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BatchWriterTest {
    private static final int SIDE = 12;

    @Test
    void writesNormalisedImagesOneAfterTheOther() {
        Images images = numbered(1);
        FloatBuffer buffer = direct(2 * SIDE * SIDE);

        new BatchWriter(images, Normalisation.half(1), Augmentation.NONE).write(new int[] {1, 0}, 0, buffer);

        assertThat(buffer.remaining()).isZero();
        assertThat(buffer.get(0)).isEqualTo((images.pixels()[SIDE * SIDE] & 0xff) / 255f * 2 - 1);
        assertThat(buffer.get(SIDE * SIDE + 3)).isEqualTo((3 / 255f - 0.5f) / 0.5f);
    }

    @Test
    void eachChannelHasItsOwnNormalisation() {
        Images images =
                new Images(new Images.Shape(3, 1, 1), new byte[] {0, (byte) 255, 51}, new int[] {0}, new long[] {0});
        FloatBuffer buffer = direct(3);

        new BatchWriter(images, new Normalisation(List.of(0.5, 0.25, 0.2), List.of(0.5, 0.25, 0.1)), Augmentation.NONE)
                .write(new int[] {0}, 0, buffer);

        assertThat(floats(buffer)).containsExactly(-1f, 3f, 0f);
    }

    @Test
    void writesLabels() {
        LongBuffer labels = LongBuffer.allocate(3);

        new BatchWriter(numbered(1), Normalisation.half(1), Augmentation.NONE).writeLabels(new int[] {1, 1, 0}, labels);

        assertThat(labels.array()).containsExactly(8, 8, 3);
    }

    @Property(tries = 100)
    void flipCropIsAShiftOfTheImageOrItsMirrorWithBlackBorders(@ForAll long seed) {
        Images images = numbered(3);
        FloatBuffer buffer = direct(3 * SIDE * SIDE);

        new BatchWriter(images, Normalisation.half(3), Augmentation.FLIP_CROP).write(new int[] {0}, seed, buffer);

        assertThat(windows(images)).contains(asList(floats(buffer)));
    }

    @Test
    void everyWindowComesUpAboutAsOften() {
        Images images = numbered(1);
        BatchWriter writer = new BatchWriter(images, Normalisation.half(1), Augmentation.FLIP_CROP);
        FloatBuffer buffer = direct(SIDE * SIDE);
        Set<List<Float>> seen = new HashSet<>();
        int mirrored = 0;
        for (int seed = 0; seed < 4000; seed++) {
            writer.write(new int[] {0}, seed, buffer.clear());
            seen.add(asList(floats(buffer)));
            mirrored += buffer.get(SIDE * SIDE / 2 + 5) > buffer.get(SIDE * SIDE / 2 + 6) ? 1 : 0;
        }

        assertThat(seen).hasSize(2 * 9 * 9);
        assertThat(mirrored).isCloseTo(2000, within(140)); // 4.4 standard deviations
    }

    @Test
    void whatAnImageBecomesDependsOnSeedAndPlaceAlone() {
        BatchWriter writer = new BatchWriter(numbered(1), Normalisation.half(1), Augmentation.FLIP_CROP);
        FloatBuffer whole = direct(2 * SIDE * SIDE);
        FloatBuffer again = direct(2 * SIDE * SIDE);

        writer.write(new int[] {0, 1}, 5, whole);
        writer.write(new int[] {0, 0}, 6, direct(2 * SIDE * SIDE));
        writer.write(new int[] {0, 1}, 5, again);

        assertThat(floats(again)).isEqualTo(floats(whole));
    }

    @Test
    void refusesANormalisationOfOtherChannels() {
        assertThatThrownBy(() -> new BatchWriter(numbered(1), Normalisation.half(3), Augmentation.NONE))
                .hasMessage("normalisation of 3 channels for images of (1, 12, 12)");
    }

    @Test
    void augmentationsHaveNames() {
        assertThat(Augmentation.of("flip-crop")).isEqualTo(Augmentation.FLIP_CROP);
        assertThat(Augmentation.of("none").word()).isEqualTo("none");
        assertThatThrownBy(() -> Augmentation.of("flip"))
                .hasMessage("unknown augmentation 'flip'; known: [none, flip-crop]");
    }

    /** Two images whose pixels all differ within a channel: 0, 1, 2, … and so on downwards from 255. */
    private static Images numbered(int channels) {
        int area = SIDE * SIDE;
        byte[] pixels = new byte[2 * channels * area];
        for (int i = 0; i < pixels.length; i++) {
            int value = i % area;
            pixels[i] = (byte) (i < channels * area ? value : 255 - value);
        }
        return new Images(new Images.Shape(channels, SIDE, SIDE), pixels, new int[] {3, 8}, new long[] {0, 1});
    }

    /** All 162 results for the first image, written out pixel by pixel. */
    private static Set<List<Float>> windows(Images images) {
        Set<List<Float>> windows = new HashSet<>();
        for (int down = -4; down <= 4; down++) {
            for (int right = -4; right <= 4; right++) {
                windows.add(asList(window(images, false, down, right)));
                windows.add(asList(window(images, true, down, right)));
            }
        }
        return windows;
    }

    private static float[] window(Images images, boolean mirrored, int down, int right) {
        float[] expected = new float[images.shape().bytes()];
        for (int i = 0; i < expected.length; i++) {
            int y = i / SIDE % SIDE + down;
            int x = i % SIDE + right;
            boolean inside = y >= 0 && y < SIDE && x >= 0 && x < SIDE;
            int from = i / (SIDE * SIDE) * SIDE * SIDE + y * SIDE + (mirrored ? SIDE - 1 - x : x);
            expected[i] = inside ? ((images.pixels()[from] & 0xff) / 255f - 0.5f) / 0.5f : -1;
        }
        return expected;
    }

    private static List<Float> asList(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.capacity()];
        buffer.duplicate().clear().get(values);
        return values;
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Test
    void fiveBatchesOfALeNetStepTakeWellUnderTwoMilliseconds() {
        byte[] pixels = new byte[1000 * 28 * 28];
        Arrays.fill(pixels, (byte) 100);
        Images images = new Images(new Images.Shape(1, 28, 28), pixels, new int[1000], new long[1000]);
        BatchWriter writer = new BatchWriter(images, Normalisation.half(1), Augmentation.FLIP_CROP);
        FloatBuffer buffer = direct(5 * 128 * 28 * 28);

        long best = Long.MAX_VALUE;
        for (int round = 0; round < 300; round++) {
            Batches epoch = Batches.shuffled(1000, 640, round);
            long start = System.nanoTime();
            writer.write(epoch.rows(0), round, buffer.clear());
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(best / 1e6).as("milliseconds").isLessThan(2);
    }
}
