package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Arithmetic of an array with a number, in the array's own type, safe inside a graph.
 *
 * <p>The engine's own {@code mul(Number)} frees its number when it returns, but a backward pass multiplies by it again: after a
 * garbage collection in between it would read whatever lies there by then. Here the number lives as long as the array's
 * manager. The engine also makes a Java double a 0-dimensional float64 array, and two of these promote.
 */
public final class Scalars {
    private Scalars() {}

    public static NDArray times(NDArray array, double factor) {
        return array.mul(number(array, factor));
    }

    public static NDArray over(NDArray array, double divisor) {
        return array.div(number(array, divisor));
    }

    private static NDArray number(NDArray like, double value) {
        NDManager manager = like.getManager();
        return like.getDataType() == DataType.FLOAT64 ? manager.create(value) : manager.create((float) value); // ()
    }

    /** Its number. */
    public static float toFloat(NDArray scalar) {
        return scalar.getDataType() == DataType.FLOAT64 ? (float) scalar.getDouble() : scalar.getFloat();
    }
}
