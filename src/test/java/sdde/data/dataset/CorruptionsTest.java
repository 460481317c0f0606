package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.data.Images;
import sdde.data.RandomStream;
import sdde.data.Split;

class CorruptionsTest {
    /** Smooth as photographs are: blur must have something to lose, and noise must not be there already. */
    private static final Images IMAGES =
            new Synthetic(3, 8, 4, 40, 40, 4, 0, 0).load(Split.TEST).resizedTo(3, 32, 32);

    @Test
    void everyKindChangesMoreOrLessWithTheSeverity() {
        Map<String, double[]> distances = new TreeMap<>();
        for (String kind : Corruptions.KINDS.keySet()) {
            distances.put(
                    kind,
                    IntStream.rangeClosed(1, 5)
                            .mapToDouble(severity -> distance(Shifts.apply(kind, severity, IMAGES, 0)))
                            .toArray());
        }

        assertThat(distances).hasSize(19).allSatisfy((kind, distance) -> {
            assertThat(Arrays.stream(distance).allMatch(value -> value > 0.5))
                    .as(kind)
                    .isTrue();
            if (!kind.equals("saturate") && !kind.equals("elastic")) { // these change in kind, not in degree
                assertThat(distance[4]).as(kind).isGreaterThan(distance[0]);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void areSeededAndIndependentOfTheOtherImages(int channels) {
        Images images = new Synthetic(channels, 28, 4, 40, 8, 4, 0, 0).load(Split.TEST);
        for (String kind : Corruptions.KINDS.keySet()) {
            Images all = Shifts.apply(kind, 3, images, 5);
            Images one = Shifts.apply(kind, 3, images.select(new int[] {6}), 5);

            assertThat(one.pixels())
                    .as(kind)
                    .isEqualTo(all.select(new int[] {6}).pixels());
            assertThat(all.labels()).isEqualTo(images.labels());
        }
    }

    /** Standard deviations follow from the definitions; an even grey keeps them from being cut. */
    @ParameterizedTest
    @CsvSource({"gaussian-noise, 5, 0.10", "speckle-noise, 5, 0.10", "shot-noise, 5, 0.10", "shot-noise, 1, 0.0316"})
    void noiseHasItsDeviation(String kind, int severity, double deviation) {
        double[] values = values(kind, severity, 0.5);

        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.005));
        assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(0.003));
    }

    @Test
    void impulsesAreSaltAndPepper() {
        double[] values = values("impulse-noise", 5, 0.5);

        assertThat(Arrays.stream(values).filter(value -> value == 0).count() / 12_288.0)
                .isCloseTo(0.035, within(0.006));
        assertThat(Arrays.stream(values).filter(value -> value == 1).count() / 12_288.0)
                .isCloseTo(0.035, within(0.006));
    }

    @Test
    void fewPhotonsAreCountedExactly() {
        double[] values = values("shot-noise", 5, 0.02); // one photon a pixel

        long none = Arrays.stream(values).filter(value -> value == 0).count();
        assertThat(none / 12_288.0).isCloseTo(Math.exp(-1), within(0.015));
    }

    @Test
    void blursSpreadAPointAndKeepItsLight() {
        for (String kind : new String[] {"gaussian-blur", "defocus-blur", "motion-blur"}) {
            double[] point = new double[33 * 33];
            point[16 * 33 + 16] = 1;
            Picture spread = apply(kind, 5, new Picture(1, 33, 33, point));

            assertThat(Arrays.stream(spread.values).sum()).as(kind).isCloseTo(1, within(1e-9));
            assertThat(spread.at(0, 16, 16)).as(kind).isLessThan(0.6);
        }
    }

    @Test
    void evenImagesStayEvenUnderBlurZoomPixelsAndWaves() {
        for (String kind : new String[] {
            "gaussian-blur", "defocus-blur", "glass-blur", "zoom-blur", "pixelate", "elastic", "contrast"
        }) {
            double[] even = new double[3 * 64];
            Arrays.fill(even, 0.25);
            assertThat(Arrays.stream(apply(kind, 4, new Picture(3, 8, 8, even)).values))
                    .as(kind)
                    .allSatisfy(value -> assertThat(value).isCloseTo(0.25, within(1e-9)));
        }
    }

    @Test
    void coloursChangeInTheirOwnSpace() {
        Picture red = new Picture(3, 1, 1, new double[] {0.6, 0.3, 0.3}); // value 0.6, saturation 0.5

        assertThat(apply("brightness", 5, red).values).containsExactly(new double[] {0.9, 0.45, 0.45}, within(1e-9));
        assertThat(apply("saturate", 2, red).values).containsExactly(new double[] {0.6, 0.57, 0.57}, within(1e-9));
        assertThat(apply("saturate", 5, red).values).containsExactly(new double[] {0.6, 0, 0}, within(1e-9));
        Picture two = new Picture(1, 1, 2, new double[] {0.2, 0.6});
        assertThat(apply("contrast", 5, two).values).containsExactly(new double[] {0.37, 0.43}, within(1e-9));
    }

    /** On black, what is added is seen alone. */
    @Test
    void frostIsUnevenSnowFallsInStreaksAndMudCovers() {
        double[] frost = values("frost", 5, 0);
        double[] snow = values("snow", 3, 0);
        double[] mud = values("spatter", 4, 1);
        double[] water = values("spatter", 1, 0);

        assertThat(Arrays.stream(frost).average().orElseThrow()).isBetween(0.45 * 0.35, 0.45 * 0.8);
        assertThat(Arrays.stream(frost).max().orElseThrow()).isLessThanOrEqualTo(0.45);
        assertThat(Arrays.stream(frost).distinct().count()).isGreaterThan(1000);
        int area = 64 * 64;
        assertThat(frost[2 * area]).as("ice is blue").isGreaterThan(frost[0]);
        assertThat(Arrays.copyOf(snow, area)).as("snow is not").isEqualTo(Arrays.copyOfRange(snow, area, 2 * area));
        // half a turn leaves the flakes where they are, for they fall from both sides
        IntStream.range(0, area).forEach(i -> assertThat(snow[i]).isCloseTo(snow[area - 1 - i], within(1e-12)));
        long covered = Arrays.stream(mud, 0, area).filter(value -> value < 1).count();
        assertThat(covered).isBetween(area / 100L, area / 2L);
        assertThat(Arrays.stream(mud)).allSatisfy(value -> assertThat(value).isBetween(0.08 - 1e-9, 1.0));
        assertThat(Arrays.stream(water).max().orElseThrow()).isCloseTo(0.5 * 0.93, within(1e-9));
        assertThat(Arrays.stream(water).filter(value -> value == 0).count()).isGreaterThan(area);
    }

    private static double[] values(String kind, int severity, double grey) {
        double[] even = new double[3 * 64 * 64];
        Arrays.fill(even, grey);
        return apply(kind, severity, new Picture(3, 64, 64, even)).values;
    }

    private static Picture apply(String kind, int severity, Picture picture) {
        return java.util.Objects.requireNonNull(Corruptions.KINDS.get(kind))
                .apply(picture, severity - 1, new RandomStream(3));
    }

    /** Mean over pixels, in levels. */
    private static double distance(Images changed) {
        byte[] before = IMAGES.pixels();
        byte[] after = changed.pixels();
        return IntStream.range(0, before.length)
                .mapToDouble(i -> Math.abs((before[i] & 0xff) - (after[i] & 0xff)))
                .average()
                .orElseThrow();
    }
}
