package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import sdde.run.Npy;

/** Gradients for tests. */
public final class Differentiation {
    private Differentiation() {}

    /** Gradient of a scalar function at x, flattened. */
    public static double[] gradient(NDArray x, Function<NDArray, NDArray> function) {
        return gradients(List.of(x), leaves -> function.apply(leaves.get(0))).get(0);
    }

    /** Gradients of a scalar function of several arrays, each flattened; zeros where it does not depend on one. */
    public static List<double[]> gradients(List<NDArray> arrays, Function<List<NDArray>, NDArray> function) {
        JniUtils.setGradMode(true);
        try (NDManager scope = arrays.get(0).getManager().newSubManager()) {
            List<NDArray> leaves = arrays.stream()
                    .map(array -> {
                        NDArray leaf = array.stopGradient();
                        leaf.attach(scope);
                        leaf.setRequiresGradient(true);
                        return leaf;
                    })
                    .toList();
            NDArray loss = function.apply(leaves);
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
            return leaves.stream()
                    .map(leaf -> doubles(leaf.hasGradient() ? leaf.getGradient() : leaf.zerosLike()))
                    .toList();
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Runs something with a leaf that shares x's numbers, and frees all that came of it. */
    public static void inGradMode(NDArray x, Consumer<NDArray> action) {
        JniUtils.setGradMode(true);
        try (NDManager scope = x.getManager().newSubManager()) {
            NDArray leaf = x.stopGradient();
            leaf.attach(scope);
            leaf.setRequiresGradient(true);
            action.accept(leaf);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Of either floating type. */
    public static double[] doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** A NumPy array as an array of the engine, int64 if it holds integers, else float64. */
    public static NDArray array(NDManager manager, Npy values) {
        Shape shape = new Shape(values.shape());
        NDArray wrapped = values.type().startsWith("i")
                ? manager.create(values.longs(), shape)
                : manager.create(values.doubles(), shape);
        return wrapped.duplicate(); // what was created from Java only borrows Java's memory
    }
}
