package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImagesTest {
    private static final Images.Shape SHAPE = new Images.Shape(1, 1, 2);

    private final Images images =
            new Images(SHAPE, new byte[] {1, 2, 3, 4, 5, 6}, new int[] {7, 8, 9}, new long[] {10, 20, 30});

    @Test
    void selectsRowsInTheOrderGiven() {
        Images chosen = images.select(new int[] {2, 0, 2});

        assertThat(chosen.pixels()).containsExactly(5, 6, 1, 2, 5, 6);
        assertThat(chosen.labels()).containsExactly(9, 7, 9);
        assertThat(chosen.ids()).containsExactly(30, 10, 30);
    }

    @Test
    void firstStopsAtTheEnd() {
        assertThat(images.first(2).ids()).containsExactly(10, 20);
        assertThat(images.first(3)).isSameAs(images);
    }

    @Test
    void hashTellsPixelsLabelsIdsAndShapesApart() {
        byte[] pixels = images.pixels();
        String hash = images.sha256();

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(new Images(SHAPE, pixels.clone(), new int[] {7, 8, 9}, new long[] {10, 20, 30}).sha256())
                .isEqualTo(hash);
        assertThat(new Images(SHAPE, pixels, new int[] {7, 8, 8}, new long[] {10, 20, 30}).sha256())
                .isNotEqualTo(hash);
        assertThat(new Images(SHAPE, pixels, new int[] {7, 8, 9}, new long[] {10, 20, 31}).sha256())
                .isNotEqualTo(hash);
        assertThat(new Images(SHAPE, new byte[6], new int[] {7, 8, 9}, new long[] {10, 20, 30}).sha256())
                .isNotEqualTo(hash);
        assertThat(new Images(new Images.Shape(1, 2, 1), pixels, new int[] {7, 8, 9}, new long[] {10, 20, 30}).sha256())
                .isNotEqualTo(hash);
    }

    @Test
    void refusesArraysThatDoNotFit() {
        assertThatThrownBy(() -> new Images(SHAPE, new byte[5], new int[3], new long[3]))
                .hasMessage("3 labels, 3 ids and 5 bytes do not make images of (1, 1, 2)");
        assertThatThrownBy(() -> new Images(SHAPE, new byte[6], new int[3], new long[2]))
                .hasMessage("3 labels, 2 ids and 6 bytes do not make images of (1, 1, 2)");
    }

    @Test
    void splitsHaveNames() {
        assertThat(Split.of("validation")).isEqualTo(Split.VALIDATION);
        assertThat(Split.TEST.word()).isEqualTo("test");
        assertThatThrownBy(() -> Split.of("val")).hasMessage("unknown split 'val'; known: [train, validation, test]");
    }
}
