package sdde.train.method;

import static sdde.train.Differentiation.array;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import sdde.golden.Golden;
import sdde.train.network.Layout;
import sdde.train.network.Network;
import sdde.train.network.SmallResNet;
import sdde.train.network.Tensor;

/** The real residual network with the state, images and labels of {@code resnet_small.npz}, in float64; all sizes are the file's. */
final class GoldenResNet implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager();
    private final Network network;
    private final Layout parameterLayout;
    private final Layout bufferLayout;
    private final NDArray parameters;
    private final NDArray buffers;
    private final NDArray images; // (N, B, 3, 32, 32)
    private final NDArray labels; // (N, B)
    private final long common;

    GoldenResNet(Golden golden) {
        long[] stem = golden.shape("w_conv1_weight"); // (N, width, 3, 3, 3)
        List<Integer> blocks = Arrays.stream(golden.input("blocks").longs())
                .mapToObj(Math::toIntExact)
                .toList();
        network = new SmallResNet((int) stem[1], blocks);
        int classes = (int) golden.shape("w_fc_bias")[1];
        parameterLayout = new Layout(network.parameters(classes), (int) stem[0]);
        bufferLayout = new Layout(network.buffers(classes), (int) stem[0]);
        parameters = gather(golden, parameterLayout);
        buffers = gather(golden, bufferLayout);
        images = array(manager, golden.input("images"));
        labels = array(manager, golden.input("labels"));
        common = golden.input("div_member").longs()[0];
    }

    private NDArray gather(Golden golden, Layout layout) {
        NDList tensors = new NDList();
        for (Tensor tensor : layout.tensors()) {
            tensors.add(array(manager, golden.input("w_" + name(tensor))).flatten());
        }
        return NDArrays.concat(tensors, 0);
    }

    /** All parameters, flat. */
    NDArray parameters() {
        return parameters;
    }

    /** A copy of the running statistics, flat, that training passes may move. @param scope of which it becomes part */
    NDArray freshBuffers(NDArray scope) {
        NDArray copy = buffers.duplicate();
        copy.attach(scope.getManager());
        return copy;
    }

    /** In training mode, every member on its own images. @param statistics moved in place */
    Forward train(NDArray flat, NDArray statistics) {
        NDArray seen = within(flat, images);
        NDList own = new NDList();
        for (int i = 0; i < parameterLayout.members(); i++) {
            own.add(seen.get(i));
        }
        return network.forward(parameterLayout.split(flat), bufferLayout.split(statistics), own, true);
    }

    /** In evaluation mode, all members on the batch of one. */
    Forward evaluate(NDArray flat, NDArray statistics) {
        NDList shared = new NDList(within(flat, images).get(common));
        return network.forward(parameterLayout.split(flat), bufferLayout.split(statistics), shared, false);
    }

    /** Of the maps alone. @param flat fixed parameters */
    Forward head(NDArray flat, NDArray statistics, NDArray maps) {
        return network.head(parameterLayout.split(flat), bufferLayout.split(statistics), maps, false);
    }

    /** The same numbers, in the scope of another array. */
    static NDArray within(NDArray scope, NDArray array) {
        NDArray view = array.stopGradient();
        view.attach(scope.getManager());
        return view;
    }

    /** (N, B). */
    NDArray ownLabels(NDArray scope) {
        return within(scope, labels);
    }

    /** (B). */
    NDArray commonLabels(NDArray scope) {
        return within(scope, labels).get(common);
    }

    /** Checks the tensors of a flat gradient of which the file has an array. */
    void checkParameters(Golden golden, String prefix, double[] values) {
        check(golden, prefix, parameterLayout, values);
    }

    /** The same of running statistics. */
    void checkBuffers(Golden golden, String prefix, double[] values) {
        check(golden, prefix, bufferLayout, values);
    }

    private static void check(Golden golden, String prefix, Layout layout, double[] values) {
        for (int k = 0; k < layout.tensors().size(); k++) {
            Tensor tensor = layout.tensors().get(k);
            int from = layout.offset(k, 0);
            int to = from + Math.toIntExact(layout.members() * tensor.size());
            if (golden.has(prefix + name(tensor))) {
                golden.check(prefix + name(tensor), Arrays.copyOfRange(values, from, to));
            }
        }
    }

    private static String name(Tensor tensor) {
        return tensor.name().replace('.', '_');
    }

    @Override
    public void close() {
        manager.close();
    }
}
