package sdde.data.dataset;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import sdde.data.RandomStream;

/**
 * A split in which every class has its share: class counts by largest remainder (ties to the smaller label), images of a
 * class by a shuffle of its own seed; both parts keep the order of the file.
 */
final class Stratified {
    private final int[] train;
    private final int[] validation;

    private Stratified(int[] train, int[] validation) {
        this.train = train;
        this.validation = validation;
    }

    /** Rows, ascending; not a copy. */
    int[] train() {
        return train;
    }

    /** Rows, ascending; not a copy. */
    int[] validation() {
        return validation;
    }

    /** @param labels from 0, of all images */
    static Stratified of(int[] labels, int validationSize, long seed) {
        int[][] rows = byClass(labels);
        int[] shares = shares(Arrays.stream(rows).mapToInt(list -> list.length).toArray(), validationSize);
        BitSet held = new BitSet(labels.length);
        for (int label = 0; label < rows.length; label++) {
            RandomStream.of(seed, label).shuffle(rows[label]);
            Arrays.stream(rows[label], 0, shares[label]).forEach(held::set);
        }
        return new Stratified(
                IntStream.range(0, labels.length).filter(row -> !held.get(row)).toArray(),
                held.stream().toArray());
    }

    /** How many of each class are held out. */
    static int[] shares(int[] counts, int validationSize) {
        long size = Arrays.stream(counts).asLongStream().sum();
        int[] shares = Arrays.stream(counts)
                .map(count -> (int) ((long) validationSize * count / size))
                .toArray();
        int left = validationSize - Arrays.stream(shares).sum();
        IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer label) -> -((long) validationSize * counts[label] % size)))
                .limit(left)
                .forEach(label -> shares[label]++);
        return shares;
    }

    private static int[][] byClass(int[] labels) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        return IntStream.range(0, classes)
                .mapToObj(label -> IntStream.range(0, labels.length)
                        .filter(row -> labels[row] == label)
                        .toArray())
                .toArray(int[][]::new);
    }
}
