package sdde.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import sdde.train.method.Forward;
import sdde.train.network.Layout;
import sdde.train.network.Network;
import sdde.train.network.Weights;

/** The members' numbers: one flat vector of parameters and one of buffers, owned until closed. */
public final class Ensemble implements AutoCloseable {
    private final NDManager manager;
    private final Network network;
    private final Layout parameterLayout;
    private final Layout bufferLayout;
    private final NDArray parameters;
    private final NDArray buffers;

    /** @param members N @param classes C */
    public Ensemble(Device device, Network network, int members, int classes) {
        Engines.load();
        this.manager = NDManager.newBaseManager(device);
        this.network = network;
        this.parameterLayout = new Layout(network.parameters(classes), members);
        this.bufferLayout = new Layout(network.buffers(classes), members);
        this.parameters = manager.zeros(new Shape(parameterLayout.size()));
        this.buffers = manager.zeros(new Shape(bufferLayout.size()));
    }

    /** Starts anew from a seed. */
    public void draw(long seed) {
        set(FloatBuffer.wrap(parameterLayout.draw(seed)), FloatBuffer.wrap(bufferLayout.draw(seed)));
    }

    /** Takes over these numbers, in the order of the layouts. */
    public void set(FloatBuffer newParameters, FloatBuffer newBuffers) {
        overwrite(parameters, newParameters);
        overwrite(buffers, newBuffers);
    }

    public Network network() {
        return network;
    }

    public int members() {
        return parameterLayout.members();
    }

    public Layout parameterLayout() {
        return parameterLayout;
    }

    public Layout bufferLayout() {
        return bufferLayout;
    }

    public NDManager manager() {
        return manager;
    }

    NDArray parameters() {
        return parameters;
    }

    NDArray buffers() {
        return buffers;
    }

    /**
     * The parameters as a leaf of a new graph. It shares the numbers, has a gradient of its own and belongs to the scope:
     * nothing accumulates in what lives longer.
     */
    NDArray leaf(NDManager scope) {
        NDArray leaf = parameters.stopGradient();
        leaf.attach(scope);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** Running statistics as views that a training pass moves in place. */
    Weights buffers(NDManager scope) {
        NDArray view = buffers.stopGradient();
        view.attach(scope);
        return bufferLayout.split(view);
    }

    /** Without gradients, in evaluation mode. @param images of the scope's manager, (B, channels, H, W) */
    Forward evaluate(NDManager scope, NDArray images) {
        return head(scope, featureMaps(scope, images));
    }

    /** As {@link #evaluate}, only the first part. @return (N, B, K, H, W) */
    NDArray featureMaps(NDManager scope, NDArray images) {
        return featureMaps(scope, new NDList(images));
    }

    /** @param images one (B, channels, H, W) for all members or one a member */
    NDArray featureMaps(NDManager scope, NDList images) {
        return network.featureMaps(fixedParameters(scope), buffers(scope), images, false);
    }

    /** As {@link #evaluate}, only the second part; in grad mode a graph from the maps on is made. */
    Forward head(NDManager scope, NDArray featureMaps) {
        return network.head(fixedParameters(scope), buffers(scope), featureMaps, false);
    }

    private Weights fixedParameters(NDManager scope) {
        NDArray view = parameters.stopGradient();
        view.attach(scope);
        return parameterLayout.split(view);
    }

    /** The numbers of a float32 array, little-endian. */
    static ByteBuffer bytes(NDArray array) {
        return ByteBuffer.wrap(array.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Replaces all numbers of a long-lived array in place. */
    static void overwrite(NDArray target, FloatBuffer source) {
        if (source.remaining() != target.size()) {
            throw new IllegalArgumentException(
                    "expected %d numbers, got %d".formatted(target.size(), source.remaining()));
        }
        if (target.size() == 0) {
            return;
        }
        try (NDManager scope = target.getManager().newSubManager()) {
            scope.create(source.duplicate(), target.getShape(), target.getDataType())
                    .copyTo(target);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
