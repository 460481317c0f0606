package sdde.train.network;

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

    /** D, the length of a feature vector. */
    int features();

    /**
     * All members at once.
     *
     * @param parameters of the members
     * @param buffers of the members; a training pass moves them in place
     * @param images one array (B, channels, H, W) that all members see, or one a member. Grey images have one channel;
     *     the first layer then sums its three-channel weights, which equals three equal channels
     * @param training whether batch statistics are used and moved
     */
    Forward forward(Weights parameters, Weights buffers, NDList images, boolean training);
}
