package sdde.train.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import sdde.train.method.Forward;

/** The architecture of a member. A variant is a record whose components are its parameters. */
public interface Network {
    /** Trained tensors of a member, in the order and by the names of the authors' network. @param classes C */
    List<Tensor> parameters(int classes);

    /** Tensors that are kept but not trained: running statistics. */
    default List<Tensor> buffers(int classes) {
        return List.of();
    }

    /** Height and width of the images it takes. */
    int imageSize();

    /**
     * Along either axis, the pixel (from 0, between pixels .5) in the middle of what a cell of the feature maps sees. Evenly
     * spaced; over the whole image unless a network without padding sees less of it.
     *
     * @param cells of the maps along that axis
     */
    default double centre(int cell, int cells) {
        return (cell + 0.5) * imageSize() / cells - 0.5;
    }

    /** D, the length of a feature vector. */
    int features();

    /** Whether the head is small enough to be computed in float64 where its gradient is differentiated again. */
    default boolean headInDouble() {
        return false;
    }

    /**
     * Whether a companion learns from features computed once more, in float64. For networks without buffers, which a second
     * training pass would move again.
     */
    default boolean featuresInDouble() {
        return false;
    }

    /**
     * The first part of all members at once, up to the maps that saliency is computed on.
     *
     * @param parameters of the members
     * @param buffers of the members; a training pass moves them in place
     * @param images one array (B, channels, H, W) that all members see, or one a member. Grey images have one channel;
     *     the first layer then sums its three-channel weights, which equals three equal channels
     * @param training whether batch statistics are used and moved
     * @return (N, B, K, h, w)
     */
    NDArray featureMaps(Weights parameters, Weights buffers, NDList images, boolean training);

    /** The rest. The outputs are computed from {@code featureMaps} itself, so that their gradient by it exists. */
    Forward head(Weights parameters, Weights buffers, NDArray featureMaps, boolean training);

    /** Both parts. */
    default Forward forward(Weights parameters, Weights buffers, NDList images, boolean training) {
        return head(parameters, buffers, featureMaps(parameters, buffers, images, training), training);
    }
}
