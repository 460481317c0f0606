package sdde.train.method;

import static sdde.train.Differentiation.array;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import sdde.golden.Golden;
import sdde.train.network.Layout;
import sdde.train.network.LeNet;
import sdde.train.network.Tensor;
import sdde.train.network.Weights;

/** The real network with the weights, images and labels of {@code lenet.npz}, in float64. */
final class GoldenLeNet implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager();
    private final LeNet network = new LeNet();
    private final Layout layout;
    private final NDArray parameters;
    private final NDArray images;
    private final NDArray labels;

    GoldenLeNet() {
        Golden golden = Golden.open("lenet.npz");
        long[] last = golden.shape("w_fc_weight"); // (N, C, 84)
        layout = new Layout(network.parameters((int) last[1]), (int) last[0]);
        NDList tensors = new NDList();
        for (Tensor tensor : layout.tensors()) {
            tensors.add(array(manager, golden.input("w_" + name(tensor))).flatten());
        }
        parameters = NDArrays.concat(tensors, 0);
        images = array(manager, golden.input("images"));
        labels = array(manager, golden.input("labels"));
    }

    /** All parameters, flat. */
    NDArray parameters() {
        return parameters;
    }

    /** (N, B, channels, H, W). */
    NDArray imagesOfMembers() {
        Shape shape = images.getShape();
        return images.expandDims(0)
                .broadcast(new Shape(layout.members()).addAll(shape))
                .duplicate();
    }

    /** (B). */
    NDArray labels() {
        return labels;
    }

    /** On the images as all members share them. */
    Step step(NDArray flat) {
        return step(flat, within(flat, images));
    }

    /** @param seen (B, channels, H, W) that all members share, or (N, B, …) with a slice a member */
    Step step(NDArray flat, NDArray seen) {
        NDList views = new NDList();
        for (int i = 0; i < layout.members() && seen.getShape().dimension() == 5; i++) {
            views.add(seen.get(i));
        }
        if (views.isEmpty()) {
            views.add(seen);
        }
        Weights none = new Layout(List.of(), layout.members()).split(flat);
        Forward forward = network.forward(layout.split(flat), none, views, false);
        return new Step(forward, seen, within(flat, labels), 1, null);
    }

    /** How many arrays live as long as this. */
    int arrays() {
        return manager.getManagedArrays().size();
    }

    /** The same numbers, in the scope of another array: results land in the scope of what they are computed from. */
    private static NDArray within(NDArray scope, NDArray array) {
        NDArray view = array.stopGradient();
        view.attach(scope.getManager());
        return view;
    }

    /** Checks the tensors of a flat gradient of which the file has an array. */
    void check(Golden golden, String prefix, double[] gradient) {
        for (int k = 0; k < layout.tensors().size(); k++) {
            Tensor tensor = layout.tensors().get(k);
            int from = layout.offset(k, 0);
            int to = from + Math.toIntExact(layout.members() * tensor.size());
            if (golden.has(prefix + name(tensor))) {
                golden.check(prefix + name(tensor), Arrays.copyOfRange(gradient, from, to));
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
