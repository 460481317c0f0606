package sdde.train;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one training step sees.
 *
 * @param images direct buffers of float32 (B, channels, H, W): one that all members share, or one a member
 * @param labels (B), one array a buffer of images
 * @param shape (B, channels, H, W)
 * @param diversityMember whose batch the diversity term is computed on, where that is a batch of its own
 * @param epoch from 1
 * @param rate learning rate of this step
 * @param outliers the batch that the diversity term is computed on, where that is of images of no class
 */
public record StepInput(
        List<ByteBuffer> images,
        List<long[]> labels,
        Shape shape,
        int diversityMember,
        int epoch,
        double rate,
        @Nullable Outliers outliers) {
    /**
     * Images of no class.
     *
     * @param images a direct buffer of float32
     * @param shape (B, channels, H, W); B and channels may be others than the members'
     */
    public record Outliers(ByteBuffer images, Shape shape) {}

    public StepInput {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
    }

    boolean isShared() {
        return images.size() == 1;
    }
}
