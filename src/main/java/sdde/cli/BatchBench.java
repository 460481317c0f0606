package sdde.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Batches;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.dataset.Mnist;
import sdde.data.dataset.Synthetic;

/** {@code bench batches}: what it costs to shuffle, mirror, crop and normalise the images of a step. */
final class BatchBench {
    private static final int MEMBERS = 5;
    private static final int BATCH = 128;
    private static final int WARM_EPOCHS = 2;
    private static final int EPOCHS = 3;

    private BatchBench() {}

    static int run(Console console) {
        List<List<String>> rows = new ArrayList<>();
        Images grey = new Mnist(5000, 0).load(Split.TRAIN);
        Images colour = new Synthetic(3, 32, 10, 20_000, 1, 10, 0, 0).load(Split.TRAIN);
        for (Images images : List.of(grey, colour)) {
            for (String augmentation : List.of("flip-crop", "none")) {
                double millis = millis(images, augmentation);
                rows.add(List.of(
                        images.shape().toString(),
                        augmentation,
                        String.format(Locale.ROOT, "%.2f", millis),
                        String.format(Locale.ROOT, "%.2f", millis * MEMBERS)));
            }
        }
        console.print(TextTable.aligned(
                List.of("images", "augmentation", "cpu ms, a batch for all", "cpu ms, a batch a member"), rows));
        return Main.OK;
    }

    /** Processor time of one batch of 128, its share of the epoch's shuffling included. */
    private static double millis(Images images, String augmentation) {
        Normalisation normalisation = Normalisation.half(images.channels());
        BatchWriter writer = new BatchWriter(images, normalisation, Augmentation.of(augmentation));
        FloatBuffer pixels = FloatBuffer.allocate(BATCH * images.shape().bytes());
        LongBuffer labels = LongBuffer.allocate(BATCH);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = 0;
        int steps = 0;
        for (int epoch = 0; epoch < WARM_EPOCHS + EPOCHS; epoch++) {
            if (epoch == WARM_EPOCHS) {
                start = threads.getCurrentThreadCpuTime();
                steps = 0;
            }
            Batches batches = Batches.shuffled(images.size(), BATCH, epoch);
            for (int step = 0; step < batches.steps(); step++, steps++) {
                int[] rows = batches.rows(step);
                writer.write(rows, steps, pixels.clear());
                writer.writeLabels(rows, labels.clear());
            }
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e6 / steps;
    }
}
