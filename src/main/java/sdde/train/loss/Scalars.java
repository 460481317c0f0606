package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Arithmetic of a 0-dimensional array with a number, in the array's own type. */
public final class Scalars {
    private Scalars() {}

    /** The engine makes a Java double a 0-dimensional float64 array, and two of these promote: float32 would become float64. */
    public static NDArray times(NDArray scalar, double factor) {
        return scalar.getDataType() == DataType.FLOAT64 ? scalar.mul(factor) : scalar.mul((float) factor);
    }

    /** Its number. */
    public static float toFloat(NDArray scalar) {
        return scalar.getDataType() == DataType.FLOAT64 ? (float) scalar.getDouble() : scalar.getFloat();
    }
}
