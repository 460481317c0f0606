package sdde.train.method;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The images of a balanced batch, class by class. */
final class ClassGroups {
    private ClassGroups() {}

    /**
     * For every image the one before it of its class, and for the first of a class the last: an image alone is its own.
     *
     * @param labels (B)
     * @throws IllegalArgumentException if one class occurs more often than another
     */
    static long[] partners(long[] labels) {
        Map<Long, Deque<Integer>> groups = new TreeMap<>();
        for (int b = 0; b < labels.length; b++) {
            groups.computeIfAbsent(labels[b], label -> new ArrayDeque<>()).add(b);
        }
        if (groups.values().stream().mapToInt(Deque::size).distinct().count() > 1) {
            throw new IllegalArgumentException("every class of a batch must occur equally often, got " + sizes(groups));
        }
        long[] partners = new long[labels.length];
        for (Deque<Integer> group : groups.values()) {
            int previous = group.getLast();
            for (int b : group) {
                partners[b] = previous;
                previous = b;
            }
        }
        return partners;
    }

    private static Map<Long, Integer> sizes(Map<Long, Deque<Integer>> groups) {
        Map<Long, Integer> sizes = new TreeMap<>();
        groups.forEach((label, group) -> sizes.put(label, group.size()));
        return sizes;
    }
}
