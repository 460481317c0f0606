package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StratifiedTest {
    @Property
    void partsHoldEveryRowOnceInTheOrderOfTheFile(
            @ForAll("labels") int[] labels, @ForAll @IntRange(min = 1, max = 299) int held, @ForAll long seed) {
        Assume.that(held < labels.length);

        Stratified split = Stratified.of(labels, held, seed);

        assertThat(split.validation()).hasSize(held).isSorted();
        assertThat(split.train()).isSorted();
        int[] all = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, labels.length).toArray());
    }

    @Property
    void everyClassHasItsShareRoundedDownOrUp(
            @ForAll("labels") int[] labels, @ForAll @IntRange(min = 1, max = 299) int held, @ForAll long seed) {
        Assume.that(held < labels.length);

        int[] validation = Stratified.of(labels, held, seed).validation();

        for (int label = 0; label <= 9; label++) {
            double share = (double) held * count(labels, label) / labels.length;
            int[] chosen = Arrays.stream(validation).map(row -> labels[row]).toArray();
            assertThat((double) count(chosen, label)).isBetween(Math.floor(share), Math.ceil(share));
        }
    }

    @Test
    void theSeedSettlesTheSplit() {
        int[] labels = IntStream.range(0, 1000).map(i -> i % 10).toArray();

        assertThat(Stratified.of(labels, 100, 1).validation())
                .isEqualTo(Stratified.of(labels, 100, 1).validation())
                .isNotEqualTo(Stratified.of(labels, 100, 2).validation());
    }

    @Test
    void everyImageOfAClassIsEquallyLikelyToBeHeldOut() {
        int[] labels = IntStream.range(0, 40).map(i -> i % 2).toArray();
        int[] held = new int[40];
        for (int seed = 0; seed < 4000; seed++) {
            Arrays.stream(Stratified.of(labels, 10, seed).validation()).forEach(row -> held[row]++);
        }

        assertThat(Arrays.stream(held).boxed())
                .allSatisfy(times -> assertThat(times).isBetween(870, 1130));
    }

    @Test
    void whatIsLeftGoesToTheLargestRemaindersAndThenToTheSmallerLabel() {
        assertThat(Stratified.shares(new int[] {5, 5, 5}, 4)).containsExactly(2, 1, 1);
        assertThat(Stratified.shares(new int[] {10, 19, 1}, 3)).containsExactly(1, 2, 0);
        assertThat(Stratified.shares(new int[] {6, 6, 8}, 10)).containsExactly(3, 3, 4);
    }

    @Provide
    Arbitrary<int[]> labels() {
        return Arbitraries.integers()
                .between(0, 9)
                .array(int[].class)
                .ofMinSize(2)
                .ofMaxSize(300);
    }

    private static int count(int[] labels, int label) {
        return (int) Arrays.stream(labels).filter(l -> l == label).count();
    }
}
