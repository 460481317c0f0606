package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;

class ClassesInTurnTest {
    @Test
    void takesTheClassesInTurnAndKeepsTheOrder() {
        assertThat(ClassesInTurn.rows(new int[] {0, 0, 0, 0, 2, 2, 1, 1}, 5)).containsExactly(0, 1, 4, 6, 7);
    }

    @Test
    void unlabelledImagesAreTakenAtEvenDistances() {
        int[] none = new int[10];
        Arrays.fill(none, Images.NO_LABEL);

        assertThat(ClassesInTurn.rows(none, 3)).containsExactly(0, 3, 6);
    }

    @Test
    void aSampleIsBalancedHoweverTheFileIsSorted() {
        Images images =
                Datasets.REGISTRY.create(Choice.of("mnist")).load(Split.TEST).sample(256);
        int[] counts = new int[10];
        Arrays.stream(images.labels()).forEach(label -> counts[label]++);

        assertThat(images.size()).isEqualTo(256);
        assertThat(counts).containsOnly(25, 26);
        assertThat(images.ids()).isSorted();
    }

    @Test
    void allImagesOrMoreThanThereAreIsAll() {
        Images images = new Images(
                new Images.Shape(1, 1, 1),
                new byte[4],
                new int[4],
                IntStream.range(0, 4).asLongStream().toArray());

        assertThat(images.sample(0)).isSameAs(images);
        assertThat(images.sample(9)).isSameAs(images);
    }

    @Test
    void aShiftOfFewImagesIsTheFirstOfTheShiftOfAll() {
        Dataset shift = Datasets.REGISTRY.create(Choice.of("shift", java.util.Map.of("kind", "rotation")));
        Images.Shape shape = new Images.Shape(3, 32, 32);

        assertThat(shift.load(Split.VALIDATION, shape, 20).sha256())
                .isEqualTo(shift.load(Split.VALIDATION, shape).sample(20).sha256());
    }
}
