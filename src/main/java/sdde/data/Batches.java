package sdde.data;

import java.util.Arrays;
import sdde.config.UserError;

/** The batches of one epoch: which rows of an {@link Images} come in which step. */
public final class Batches {
    private final int[] rows;
    private final int batchSize;

    private Batches(int[] rows, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch_size must be >= 1, got " + batchSize);
        }
        this.rows = rows;
        this.batchSize = batchSize;
    }

    /** Every row once, in the order of the seed; the last batch may be smaller (55,000 by 128: 430 steps). */
    public static Batches shuffled(int size, int batchSize, long seed) {
        return new Batches(new RandomStream(seed).permutation(size), batchSize);
    }

    /** Every row once, in its own order: for evaluation. */
    public static Batches inOrder(int size, int batchSize) {
        int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        return new Batches(rows, batchSize);
    }

    /**
     * As many of each class in a batch: {@code batchSize / samplesPerClass} classes without replacement with probability
     * proportional to their frequency, then {@code samplesPerClass} rows of each with replacement; {@code size / batchSize}
     * steps, rounded down. DICE needs it.
     *
     * <p>The authors' sampler (openood/datasets/sampler.py) reseeds itself at every epoch, so all their epochs have the
     * same batches; for that, give the same seed every epoch.
     *
     * @param labels of all rows
     * @throws UserError if the batch cannot be divided so, or there are too few classes
     */
    public static Batches balanced(int[] labels, int batchSize, int samplesPerClass, long seed) {
        return new Batches(Balanced.rows(labels, new Balanced.Sizes(batchSize, samplesPerClass), seed), batchSize);
    }

    /** Number of batches. */
    public int steps() {
        return (rows.length + batchSize - 1) / batchSize;
    }

    /** The rows of a batch. @param step from 0 */
    public int[] rows(int step) {
        if (step < 0 || step >= steps()) {
            throw new IndexOutOfBoundsException("step must be in [0, %d), got %d".formatted(steps(), step));
        }
        return Arrays.copyOfRange(rows, step * batchSize, Math.min(rows.length, (step + 1) * batchSize));
    }
}
