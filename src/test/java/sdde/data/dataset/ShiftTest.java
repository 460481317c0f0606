package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.data.Split;

class ShiftTest {
    @ParameterizedTest
    @ValueSource(strings = {"rotation", "noise", "patch-shuffle"})
    void changesTheValidationImagesAndKeepsLabelsAndIds(String kind) {
        Images before = new Mnist(100, 3).load(Split.VALIDATION);
        Dataset shift = Datasets.REGISTRY.create(
                Choice.of("shift", Map.of("kind", kind, "validation_size", 100, "split_seed", 3)));

        Images after = shift.load(Split.VALIDATION);

        assertThat(after.labels()).isEqualTo(before.labels());
        assertThat(after.ids()).isEqualTo(before.ids());
        assertThat(after.shape()).isEqualTo(before.shape());
        for (int i = 0; i < 100; i++) {
            assertThat(image(after, i)).isNotEqualTo(image(before, i));
        }
    }

    @Property(tries = 60)
    void aChangeDependsOnSeedAndIdAloneNotOnTheOrder(
            @ForAll("kinds") String kind, @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Images images = random(12, 3, seed);
        int[] rows = Arrays.copyOf(new RandomStream(seed).permutation(12), size);

        Images first = Shifts.apply(kind, 0, images, seed).select(rows);
        Images last = Shifts.apply(kind, 0, images.select(rows), seed);

        assertThat(last.pixels()).isEqualTo(first.pixels());
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(Shifts.KINDS.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotation", "noise", "patch-shuffle"})
    void otherSeedsChangeOtherwise(String kind) {
        Images images = random(8, 1, 5);

        assertThat(Shifts.apply(kind, 0, images, 1).pixels())
                .isEqualTo(Shifts.apply(kind, 0, images, 1).pixels())
                .isNotEqualTo(Shifts.apply(kind, 0, images, 2).pixels());
    }

    @Test
    void patchShuffleKeepsEveryPatchAndMovesAllOfThem() {
        Images images = random(20, 1, 5);

        Images shuffled = Shifts.apply("patch-shuffle", 0, images, 9);

        for (int i = 0; i < 20; i++) {
            String[] before = patches(image(images, i));
            String[] after = patches(image(shuffled, i));
            assertThat(after).containsExactlyInAnyOrder(before);
            for (int patch = 0; patch < 16; patch++) {
                assertThat(after[patch]).isNotEqualTo(before[patch]);
            }
        }
    }

    @Test
    void patchShuffleMovesTheChannelsTogether() {
        byte[] pixels = new byte[3 * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 784 / 28 / 7 * 4 + i % 28 / 7 + i / 784 * 16); // patch + 16 channel
        }
        Images images = new Images(new Images.Shape(3, 28, 28), pixels, new int[1], new long[1]);

        byte[] after = Shifts.apply("patch-shuffle", 0, images, 1).pixels();

        for (int i = 0; i < 784; i++) {
            assertThat(after[784 + i]).isEqualTo((byte) (after[i] + 16));
            assertThat(after[2 * 784 + i]).isEqualTo((byte) (after[i] + 32));
        }
    }

    @Test
    void rotationTurnsByEachOfSixAnglesAboutAsOften() {
        Images point = point(14, 4); // left of the centre at (13.5, 13.5)
        int[] found = new int[6];
        for (int seed = 0; seed < 600; seed++) {
            byte[] turned = Shifts.apply("rotation", 0, point, seed).pixels();
            found[sector(turned)]++;
        }

        assertThat(Arrays.stream(found).boxed())
                .allSatisfy(times -> assertThat(times).isBetween(60, 140));
    }

    @Test
    void quarterTurnsMoveEveryPixelExactly() {
        byte[] pixels = random(1, 1, 1).pixels();
        Images image = new Images(new Images.Shape(1, 28, 28), pixels, new int[1], new long[1]);
        byte[] left = new byte[784];
        byte[] right = new byte[784];
        for (int i = 0; i < 784; i++) {
            left[(27 - i % 28) * 28 + i / 28] = pixels[i];
            right[i % 28 * 28 + 27 - i / 28] = pixels[i];
        }

        long exact = IntStream.range(0, 300)
                .mapToObj(seed -> Shifts.apply("rotation", 0, image, seed).pixels())
                .filter(turned -> Arrays.equals(turned, left) || Arrays.equals(turned, right))
                .count();

        assertThat(exact).isBetween(70L, 130L); // a third of 300
    }

    @Test
    void noiseIsUniformOrGaussian() {
        Images noise = Shifts.apply("noise", 0, random(400, 1, 2), 4);
        int uniform = 0;
        for (int i = 0; i < 400; i++) {
            double[] levels = IntStream.range(i * 784, (i + 1) * 784)
                    .mapToDouble(at -> noise.pixels()[at] & 0xff)
                    .toArray();
            double mean = Arrays.stream(levels).average().orElseThrow();
            double deviation = Math.sqrt(
                    Arrays.stream(levels).map(x -> (x - mean) * (x - mean)).sum() / 784);
            assertThat(mean).isCloseTo(127.5, within(13.0));
            boolean isUniform = Math.abs(deviation - 73.9) < 5;
            assertThat(isUniform || Math.abs(deviation - 62.5) < 6)
                    .as("deviation %s", deviation)
                    .isTrue();
            uniform += isUniform ? 1 : 0;
        }
        assertThat(uniform).isBetween(150, 250);
    }

    @Test
    void takesItsFactsFromTheDatasetItShifts() {
        Dataset shift = new Shift("fashion-mnist", "noise", 0, 0, 5000, 0);

        assertThat(shift.facts()).isEqualTo(new FashionMnist(5000, 0).facts());
    }

    @Test
    void refusesAnUnknownKind() {
        assertThatThrownBy(() -> Datasets.REGISTRY.create(Choice.of("shift", Map.of("kind", "blur"))))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("dataset 'shift': kind must be one of [brightness, contrast, defocus-blur, ")
                .hasMessageEndingWith(", zoom-blur], got 'blur'");
    }

    @Test
    void refusesASeverityWithoutEffectAndACorruptionWithoutOne() {
        assertThatThrownBy(() -> new Shift("mnist", "rotation", 3, 0, 5000, 0))
                .hasMessage("severity has no effect on kind 'rotation'; leave it out, got 3");
        assertThatThrownBy(() -> new Shift("mnist", "fog", 0, 0, 5000, 0))
                .hasMessage("severity of kind 'fog' must be in [1, 5], got 0");
        assertThatThrownBy(() -> new Shift("mnist", "saturate", 1, 0, 5000, 0).facts())
                .isInstanceOf(UserError.class)
                .hasMessage("kind 'saturate' changes nothing in the grey images of dataset 'mnist'");
    }

    @Test
    void refusesADatasetItCannotShift() {
        assertThatThrownBy(() -> new Shift("held-out", "noise", 0, 0, 5000, 0).facts())
                .isInstanceOf(UserError.class)
                .hasMessage("not supported: a shift of dataset 'held-out', which is made of another one");
        assertThatThrownBy(() -> new Shift("mnits", "noise", 0, 0, 5000, 0).load(Split.TEST))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "unknown dataset 'mnits'; did you mean 'mnist'? known: [mnist, fashion-mnist, ");
    }

    private static Images random(int count, int channels, long seed) {
        RandomStream stream = new RandomStream(seed);
        byte[] pixels = new byte[count * channels * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) stream.below(256);
        }
        long[] ids = new long[count];
        Arrays.setAll(ids, i -> 1000 + i);
        return new Images(new Images.Shape(channels, 28, 28), pixels, new int[count], ids);
    }

    private static Images point(int row, int column) {
        byte[] pixels = new byte[784];
        pixels[row * 28 + column] = (byte) 255;
        return new Images(new Images.Shape(1, 28, 28), pixels, new int[1], new long[1]);
    }

    /** Which of the six places at 45, 90, 135, 225, 270 and 315 degrees from the left holds the point. */
    private static int sector(byte[] pixels) {
        int brightest = 0;
        for (int i = 0; i < pixels.length; i++) {
            brightest = (pixels[i] & 0xff) > (pixels[brightest] & 0xff) ? i : brightest;
        }
        int row = brightest / 28;
        int column = brightest % 28;
        double angle = Math.atan2(row - 13.5, column - 13.5) + Math.PI; // 0 is left
        int eighth = (int) Math.round(angle / (Math.PI / 4)) % 8;
        return new int[] {-1, 0, 1, 2, -1, 3, 4, 5}[eighth];
    }

    private static byte[] image(Images images, int i) {
        return Arrays.copyOfRange(images.pixels(), i * 784, (i + 1) * 784);
    }

    private static String[] patches(byte[] image) {
        return IntStream.range(0, 16)
                .mapToObj(patch -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 49; i++) {
                        text.append(image[(patch / 4 * 7 + i / 7) * 28 + patch % 4 * 7 + i % 7])
                                .append(' ');
                    }
                    return text.toString();
                })
                .toArray(String[]::new);
    }
}
