package sdde.data;

import java.util.Arrays;
import sdde.config.UserError;

/** The class-balanced order of {@link Batches#balanced}. */
final class Balanced {
    /** Rows of a batch, and rows of each class in it. */
    record Sizes(int batch, int samplesPerClass) {
        Sizes {
            if (samplesPerClass < 1 || batch % samplesPerClass != 0) {
                throw new UserError(
                        "batch_size must be a multiple of samples_per_class, got batch_size %d and samples_per_class %d"
                                .formatted(batch, samplesPerClass));
            }
        }

        int classes() {
            return batch / samplesPerClass;
        }
    }

    private Balanced() {}

    static int[] rows(int[] labels, Sizes sizes, long seed) {
        int[][] members = byClass(labels);
        long present = Arrays.stream(members).filter(rows -> rows.length > 0).count();
        if (present < sizes.classes()) {
            throw new UserError(
                    "a batch of %d with samples_per_class %d needs %d classes, the training set has %d; raise samples_per_class or lower batch_size"
                            .formatted(sizes.batch(), sizes.samplesPerClass(), sizes.classes(), present));
        }
        RandomStream random = new RandomStream(seed);
        int[] rows = new int[labels.length / sizes.batch() * sizes.batch()];
        for (int at = 0; at < rows.length; at += sizes.batch()) {
            drawBatch(members, sizes, random, rows, at);
        }
        return rows;
    }

    private static void drawBatch(int[][] members, Sizes sizes, RandomStream random, int[] rows, int at) {
        int[] weights = Arrays.stream(members).mapToInt(list -> list.length).toArray();
        int next = at;
        for (int i = 0; i < sizes.classes(); i++) {
            int chosen = draw(weights, random);
            weights[chosen] = 0;
            for (int k = 0; k < sizes.samplesPerClass(); k++) {
                rows[next++] = members[chosen][random.below(members[chosen].length)];
            }
        }
    }

    /** An index with probability proportional to its weight. */
    private static int draw(int[] weights, RandomStream random) {
        int ticket = random.below(Arrays.stream(weights).sum());
        int index = 0;
        while (ticket >= weights[index]) {
            ticket -= weights[index++];
        }
        return index;
    }

    /** Rows of each class, ascending. @throws UserError if a row has no label */
    static int[][] byClass(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
        for (int label : labels) {
            if (label < 0) {
                throw new UserError("images without labels cannot be drawn by class");
            }
            counts[label]++;
        }
        int[][] rows = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[counts.length];
        for (int i = 0; i < labels.length; i++) {
            rows[labels[i]][filled[labels[i]]++] = i;
        }
        return rows;
    }
}
