package sdde.data;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Writes batches as a network's input into buffers that the caller keeps, so that a step allocates nothing that grows with
 * the batch. Not safe for several threads at once: one writer a thread.
 */
public final class BatchWriter {
    /** Black pixels on each side before the crop. */
    private static final int PADDING = 4;

    private final Images images;
    private final Augmentation augmentation;
    private final float[][] tables; // (C, 256)
    private final byte[] raw; // (C, H, W)
    private final float[] scratch; // (C, H, W)

    /** @throws IllegalArgumentException if the normalisation is for another number of channels */
    public BatchWriter(Images images, Normalisation normalisation, Augmentation augmentation) {
        if (normalisation.channels() != images.channels()) {
            throw new IllegalArgumentException("normalisation of %d channels for images of %s"
                    .formatted(normalisation.channels(), images.shape()));
        }
        this.images = images;
        this.augmentation = augmentation;
        this.tables = new float[images.channels()][];
        for (int channel = 0; channel < tables.length; channel++) {
            tables[channel] = normalisation.table(channel);
        }
        this.raw = new byte[images.shape().bytes()];
        this.scratch = new float[images.shape().bytes()];
    }

    /**
     * Puts (rows, C, H, W) floats at the buffer's position, which moves on by as many.
     *
     * @param seed of the augmentation, one for each member and step; unused for {@link Augmentation#NONE}
     */
    public void write(int[] rows, long seed, FloatBuffer to) {
        for (int i = 0; i < rows.length; i++) {
            images.read(rows[i], raw);
            switch (augmentation) {
                case NONE -> copy();
                case FLIP_CROP -> flipCrop(RandomStream.of(seed, i));
            }
            to.put(scratch);
        }
    }

    /** Puts the labels of the rows at the buffer's position, which moves on by as many. */
    public void writeLabels(int[] rows, LongBuffer to) {
        for (int row : rows) {
            to.put(images.labels()[row]);
        }
    }

    private void copy() {
        int area = images.height() * images.width();
        for (int channel = 0; channel < tables.length; channel++) {
            float[] table = tables[channel];
            int end = (channel + 1) * area;
            for (int i = channel * area; i < end; i++) {
                scratch[i] = table[raw[i] & 0xff];
            }
        }
    }

    private void flipCrop(RandomStream random) {
        boolean mirrored = random.next() < 0;
        int down = random.below(2 * PADDING + 1) - PADDING;
        int right = random.below(2 * PADDING + 1) - PADDING;
        Window window = new Window(mirrored, down, right);
        for (int channel = 0; channel < tables.length; channel++) {
            for (int y = 0; y < images.height(); y++) {
                line(channel, y, window);
            }
        }
    }

    /** Where the window lies on the (mirrored) image. */
    private record Window(boolean mirrored, int down, int right) {}

    private void line(int channel, int y, Window window) {
        int width = images.width();
        int height = images.height();
        float[] table = tables[channel];
        int to = (channel * height + y) * width;
        java.util.Arrays.fill(scratch, to, to + width, table[0]); // black, before normalisation
        int sourceY = y + window.down;
        if (sourceY < 0 || sourceY >= height) {
            return;
        }
        int from = (channel * height + sourceY) * width;
        int first = Math.max(0, -window.right);
        int end = Math.min(width, width - window.right);
        for (int x = first; x < end; x++) {
            int sourceX = x + window.right;
            int level = raw[from + (window.mirrored ? width - 1 - sourceX : sourceX)] & 0xff;
            scratch[to + x] = table[level];
        }
    }
}
