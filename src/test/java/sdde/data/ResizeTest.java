package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.run.Npy;
import sdde.run.Npz;

/** Against bytes made by Pillow; src/test/python/make_resize_golden.py makes them anew. */
class ResizeTest {
    private static final Map<String, Npy> GOLDEN = golden();

    @ParameterizedTest
    @MethodSource("cases")
    void equalsPillow(String name) {
        Npy before = array(name + "_in");
        Npy after = array(name + "_out");

        Images resized =
                images(before).resizedTo((int) after.shape()[1], (int) after.shape()[2], (int) after.shape()[3]);

        assertThat(HexFormat.of().formatHex(resized.pixels()))
                .isEqualTo(HexFormat.of().formatHex(bytes(after)));
    }

    static Stream<String> cases() {
        return GOLDEN.keySet().stream()
                .filter(name -> name.endsWith("_in"))
                .map(name -> name.substring(0, name.length() - "_in".length()));
    }

    @Test
    void thereAreCasesToCompare() {
        assertThat(cases()).hasSize(15).contains("cifar_to_mnist", "wide_photo", "odd_rest_up");
    }

    @Test
    void keepsLabelsAndIds() {
        Images images =
                new Images(new Images.Shape(1, 2, 2), new byte[8], new int[] {7, Images.NO_LABEL}, new long[] {40, 2});

        Images resized = images.resizedTo(3, 4, 4);

        assertThat(resized.labels()).containsExactly(7, Images.NO_LABEL);
        assertThat(resized.ids()).containsExactly(40, 2);
    }

    @Test
    void givesTheSameImagesIfNothingChanges() {
        Images images = new Images(new Images.Shape(1, 2, 2), new byte[4], new int[] {1}, new long[] {0});

        assertThat(images.resizedTo(1, 2, 2)).isSameAs(images);
    }

    @Test
    void refusesTwoChannels() {
        Images images = new Images(new Images.Shape(1, 2, 2), new byte[4], new int[] {1}, new long[] {0});

        assertThatThrownBy(() -> images.resizedTo(2, 2, 2))
                .hasMessage("images must be (1 or 3, >= 1, >= 1), got (2, 2, 2)");
    }

    private static Images images(Npy array) {
        int count = (int) array.shape()[0];
        Images.Shape shape = new Images.Shape((int) array.shape()[1], (int) array.shape()[2], (int) array.shape()[3]);
        return new Images(shape, bytes(array), new int[count], new long[count]);
    }

    private static byte[] bytes(Npy array) {
        byte[] bytes = new byte[array.size()];
        array.bytes().get(bytes);
        return bytes;
    }

    private static Npy array(String name) {
        return Objects.requireNonNull(GOLDEN.get(name), name);
    }

    private static Map<String, Npy> golden() {
        try (InputStream in = ResizeTest.class.getResourceAsStream("/sdde/data/resize.npz")) {
            return Npz.read(Objects.requireNonNull(in, "resize.npz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
