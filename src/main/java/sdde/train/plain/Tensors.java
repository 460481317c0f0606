package sdde.train.plain;

/** One member's numbers by the authors' names. */
public interface Tensors {
    /** Row-major, as PyTorch has them. */
    double[] of(String name);
}
