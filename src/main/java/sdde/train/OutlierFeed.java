package sdde.train;

import ai.djl.ndarray.types.Shape;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Batches;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.run.Seeds;

/**
 * Batches of images of no class, as the authors draw them: in a new order in every epoch and whenever they run out within
 * one, the last batch of an order smaller, without augmentation. What comes in a step depends on the run's seed and the
 * numbers of epoch and step alone.
 */
final class OutlierFeed {
    private final long seed;
    private final Images images;
    private final int batchSize;
    private final BatchWriter writer;
    private final ImageBuffer buffer;
    private int epoch; // of the order below
    private int round; // in the epoch, from 0
    private Batches order;

    /** @param seed of the run @param normalisation of the set that is trained on */
    OutlierFeed(long seed, Images images, int batchSize, Normalisation normalisation) {
        if (images.size() == 0) {
            throw new IllegalArgumentException("outliers must be at least one image, got none");
        }
        this.seed = seed;
        this.images = images;
        this.batchSize = Math.min(batchSize, images.size());
        this.writer = new BatchWriter(images, normalisation.over(images.channels()), Augmentation.NONE);
        this.buffer = new ImageBuffer(
                Math.multiplyExact(this.batchSize, images.shape().bytes()));
        this.order = order(0, 0);
    }

    /** @param step in the epoch, from 0. The batch is good until the next call. */
    StepInput.Outliers batch(int wantedEpoch, int step) {
        int wantedRound = step / order.steps();
        if (epoch != wantedEpoch || round != wantedRound) {
            epoch = wantedEpoch;
            round = wantedRound;
            order = order(epoch, round);
        }
        int[] rows = order.rows(step % order.steps());
        writer.write(rows, 0, buffer.clear());
        return new StepInput.Outliers(
                buffer.written(), new Shape(rows.length, images.channels(), images.height(), images.width()));
    }

    private Batches order(int ofEpoch, int ofRound) {
        return Batches.shuffled(images.size(), batchSize, Seeds.of(seed, "outliers", ofEpoch, ofRound));
    }
}
