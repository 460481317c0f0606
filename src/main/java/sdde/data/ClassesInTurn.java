package sdde.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Few images that stand for many: the first of every class, then the second of every class, and so on. */
final class ClassesInTurn {
    private ClassesInTurn() {}

    /**
     * Rows, ascending. Images without labels are taken at even distances, because files are often sorted.
     *
     * @param labels from 0, or {@link Images#NO_LABEL}
     * @param most less than the number of labels
     */
    static int[] rows(int[] labels, int most) {
        if (Arrays.stream(labels).allMatch(label -> label == Images.NO_LABEL)) {
            return IntStream.range(0, most)
                    .map(i -> (int) ((long) i * labels.length / most))
                    .toArray();
        }
        Map<Integer, Integer> seen = new HashMap<>();
        int[] turns = Arrays.stream(labels)
                .map(label -> seen.merge(label, 1, Integer::sum))
                .toArray();
        return IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(row -> turns[row]).thenComparingInt(row -> labels[row]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
