package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Batches;
import sdde.data.Images;
import sdde.data.Normalisation;

/** One pass over a set of images in its own order, batch by batch, without augmentation. */
final class Pass {
    /** Larger is slower on a CPU: maps leave the cache. */
    private static final int BATCH = 250;

    private final Images images;
    private final BatchWriter writer;
    private final ImageBuffer buffer;

    /** @param normalisation of the set that the ensemble is trained on */
    Pass(Images images, Normalisation normalisation) {
        this.images = images;
        this.writer = new BatchWriter(images, normalisation.over(images.channels()), Augmentation.NONE);
        this.buffer = new ImageBuffer(BATCH * images.shape().bytes());
    }

    /** Sees one batch. */
    interface Visitor {
        /** @param scope that ends with the batch @param rows of the set @param batch (B, channels, H, W) */
        void visit(NDManager scope, int[] rows, NDArray batch);
    }

    /** Calls the visitor for each batch in order. */
    void over(NDManager manager, Visitor visitor) {
        Batches batches = Batches.inOrder(images.size(), BATCH);
        for (int step = 0; step < batches.steps(); step++) {
            int[] rows = batches.rows(step);
            writer.write(rows, 0, buffer.clear());
            Shape shape = new Shape(rows.length, images.channels(), images.height(), images.width());
            try (NDManager scope = manager.newSubManager()) {
                visitor.visit(scope, rows, scope.create(buffer.written(), shape, DataType.FLOAT32));
            }
        }
    }
}
