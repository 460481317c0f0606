package sdde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;

class BatchesTest {
    @Property
    void shuffledHoldsEveryRowOnce(
            @ForAll @IntRange(max = 3000) int size,
            @ForAll @IntRange(min = 1, max = 300) int batchSize,
            @ForAll long seed) {
        int[] rows = allRows(Batches.shuffled(size, batchSize, seed));

        Arrays.sort(rows);
        assertThat(rows).isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void anEpochOfMnistHas430StepsAndASmallLastBatch() {
        Batches epoch = Batches.shuffled(55_000, 128, 1);

        assertThat(epoch.steps()).isEqualTo(430);
        assertThat(epoch.rows(0)).hasSize(128);
        assertThat(epoch.rows(429)).hasSize(88);
    }

    @Test
    void theSeedSettlesTheOrder() {
        assertThat(allRows(Batches.shuffled(1000, 100, 1)))
                .isEqualTo(allRows(Batches.shuffled(1000, 100, 1)))
                .isNotEqualTo(allRows(Batches.shuffled(1000, 100, 2)));
    }

    @Test
    void theOrderDoesNotDependOnTheBatchSize() {
        assertThat(allRows(Batches.shuffled(1000, 100, 1))).isEqualTo(allRows(Batches.shuffled(1000, 7, 1)));
    }

    @Test
    void inOrderKeepsTheOrder() {
        Batches epoch = Batches.inOrder(5, 2);

        assertThat(epoch.steps()).isEqualTo(3);
        assertThat(epoch.rows(0)).containsExactly(0, 1);
        assertThat(epoch.rows(2)).containsExactly(4);
    }

    @Test
    void nothingMakesNoSteps() {
        assertThat(Batches.inOrder(0, 2).steps()).isZero();
    }

    @Test
    void refusesAStepBeyondTheLast() {
        assertThatThrownBy(() -> Batches.inOrder(5, 2).rows(3)).hasMessage("step must be in [0, 3), got 3");
    }

    @Test
    void refusesEmptyBatches() {
        assertThatThrownBy(() -> Batches.shuffled(5, 0, 1)).hasMessage("batch_size must be >= 1, got 0");
    }

    @Property(tries = 200)
    void balancedHoldsEquallyManyOfEachClassDrawn(
            @ForAll @IntRange(min = 1, max = 8) int samplesPerClass,
            @ForAll @IntRange(min = 1, max = 6) int classesPerBatch,
            @ForAll long seed) {
        int[] labels = labels(500, 6);
        int batchSize = samplesPerClass * classesPerBatch;

        Batches epoch = Batches.balanced(labels, batchSize, samplesPerClass, seed);

        assertThat(epoch.steps()).isEqualTo(500 / batchSize);
        for (int step = 0; step < epoch.steps(); step++) {
            Map<Integer, Integer> counts = counts(epoch.rows(step), labels);
            assertThat(counts).hasSize(classesPerBatch);
            assertThat(counts.values()).containsOnly(samplesPerClass);
        }
    }

    @Test
    void frequentClassesAreDrawnMoreOften() {
        int[] labels = IntStream.range(0, 40_000).map(i -> i % 4 == 0 ? 0 : 1).toArray(); // 1 : 3

        Batches epoch = Batches.balanced(labels, 2, 2, 9);

        long rare = IntStream.range(0, epoch.steps())
                .filter(step -> labels[epoch.rows(step)[0]] == 0)
                .count();
        assertThat(rare / (double) epoch.steps()).isCloseTo(0.25, within(0.013)); // 4.2 standard deviations
    }

    @Test
    void rowsAreDrawnWithReplacement() {
        int[] labels = {0, 0, 1, 1, 1, 1, 1, 1};

        Batches epoch = Batches.balanced(labels, 8, 4, 1);

        assertThat(counts(epoch.rows(0), labels)).isEqualTo(Map.of(0, 4, 1, 4));
    }

    @Test
    void absentClassesAreNeverDrawn() {
        int[] labels = {0, 0, 2, 2, 5, 5};

        assertThat(counts(Batches.balanced(labels, 6, 2, 3).rows(0), labels)).containsOnlyKeys(0, 2, 5);
    }

    @Test
    void balancedIsSettledByTheSeed() {
        int[] labels = labels(1000, 10);

        assertThat(allRows(Batches.balanced(labels, 128, 16, 1)))
                .isEqualTo(allRows(Batches.balanced(labels, 128, 16, 1)))
                .isNotEqualTo(allRows(Batches.balanced(labels, 128, 16, 2)));
    }

    @Test
    void refusesABatchThatCannotBeDivided() {
        assertThatThrownBy(() -> Batches.balanced(labels(500, 10), 100, 16, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("batch_size must be a multiple of samples_per_class, got batch_size 100 and"
                        + " samples_per_class 16");
    }

    @Test
    void refusesMoreClassesThanThereAre() {
        assertThatThrownBy(() -> Batches.balanced(labels(500, 10), 128, 8, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("a batch of 128 with samples_per_class 8 needs 16 classes, the training set has 10; raise"
                        + " samples_per_class or lower batch_size");
    }

    @Test
    void refusesRowsWithoutLabels() {
        assertThatThrownBy(() -> Batches.balanced(new int[] {0, Images.NO_LABEL}, 2, 1, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("images without labels cannot be drawn by class");
    }

    private static int[] labels(int size, int classes) {
        return IntStream.range(0, size).map(i -> i % classes).toArray();
    }

    private static int[] allRows(Batches epoch) {
        return IntStream.range(0, epoch.steps())
                .flatMap(step -> Arrays.stream(epoch.rows(step)))
                .toArray();
    }

    private static Map<Integer, Integer> counts(int[] rows, int[] labels) {
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(rows).forEach(row -> counts.merge(labels[row], 1, Integer::sum));
        return counts;
    }
}
