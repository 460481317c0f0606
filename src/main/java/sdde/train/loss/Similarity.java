package sdde.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import sdde.train.torch.TorchOps;

/**
 * How alike the members' maps are: one number to minimise (authors' {@code common.py}).
 *
 * <p>z_i is a map as a vector divided by its norm plus 1e-6, so a map of zeros stays zero and counts as similar to none;
 * G = z zᵀ, (B, N, N), are the cosines of an image.
 */
public enum Similarity implements Named {
    /** Mean of G over images and ordered pairs of members. */
    COSINE("cosine"),
    /** {@code -mean_b log det(G_b + 1e-5 I)}. */
    LOGDET("logdet"),
    /** Mean soft Jaccard index of the maps stretched to 0…1 by minimum and maximum. */
    IOU("iou"),
    /** {@code log(1/2 sum exp(G))}, the sum over all images and ordered pairs: it grows with log B. */
    EXPCOSINE("expcosine");

    /** Beside lengths and areas, so that none is divided by zero. */
    private static final double EPSILON = 1e-6;

    /** Beside the Gram matrix, so that identical members leave it invertible. */
    private static final double RIDGE = 1e-5;

    private final String label;

    Similarity(String label) {
        this.label = label;
    }

    @JsonCreator
    static Similarity named(String text) {
        return Named.find("similarity", text, values());
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @param maps (N, B, …), N ≥ 2 @return () */
    public NDArray of(NDArray maps) {
        Shape shape = maps.getShape();
        if (shape.dimension() < 3 || shape.get(0) < 2) {
            throw new IllegalArgumentException("maps must be (N >= 2, B, ...), got " + shape);
        }
        NDArray flat = maps.reshape(shape.get(0), shape.get(1), -1); // (N, B, D)
        return switch (this) {
            case COSINE -> cosine(flat);
            case LOGDET -> negativeLogDeterminant(flat);
            case IOU -> jaccard(flat);
            case EXPCOSINE -> exponentialCosine(flat);
        };
    }

    private static NDArray cosine(NDArray maps) {
        return pairMean(gram(unit(maps)));
    }

    /** In float64: of members that agree the determinant is about 1e-5 to the power N - 1, which float32 may round to 0. */
    private static NDArray negativeLogDeterminant(NDArray maps) {
        NDArray gram = gram(unit(TorchOps.toDouble(maps))); // (B, N, N)
        NDArray ridge = identity(gram).mul(RIDGE); // (N, N)
        return TorchOps.logDeterminant(gram.add(ridge)).mean().neg(); // ()
    }

    private static NDArray exponentialCosine(NDArray maps) {
        NDArray exponentials = gram(unit(maps)).exp(); // (B, N, N)
        NDArray sum = exponentials.mul(pairs(exponentials)).sum(); // ()
        return Scalars.times(sum, 0.5).log();
    }

    private static NDArray jaccard(NDArray maps) {
        NDArray low = maps.min(new int[] {2}, true); // (N, B, 1)
        NDArray high = maps.max(new int[] {2}, true); // (N, B, 1)
        NDArray stretched = maps.sub(low).div(high.sub(low).add(EPSILON)); // (N, B, D)
        NDArray squares = stretched.square().sum(new int[] {2}).transpose(); // (B, N)
        NDArray both = gram(stretched); // (B, N, N), the soft intersection
        NDArray either = squares.expandDims(1).add(squares.expandDims(2)).sub(both); // (B, N, N), the soft union
        return pairMean(both.add(EPSILON).div(either.add(EPSILON)));
    }

    private static NDArray unit(NDArray vectors) {
        return vectors.div(TorchOps.norm(vectors, 2).add(EPSILON)); // (N, B, D)
    }

    private static NDArray gram(NDArray vectors) {
        NDArray byImage = vectors.transpose(1, 0, 2); // (B, N, D)
        return byImage.batchMatMul(byImage.transpose(0, 2, 1)); // (B, N, N)
    }

    /** Mean over images and ordered pairs of different members. @param matrices (B, N, N) */
    private static NDArray pairMean(NDArray matrices) {
        Shape shape = matrices.getShape();
        double terms = (double) shape.get(0) * shape.get(1) * (shape.get(1) - 1);
        return Scalars.times(matrices.mul(pairs(matrices)).sum(), 1 / terms); // ()
    }

    /** Zeros on the diagonal, else ones, (N, N). */
    private static NDArray pairs(NDArray matrices) {
        return identity(matrices).sub(1).neg();
    }

    private static NDArray identity(NDArray like) {
        NDManager manager = like.getManager();
        int n = (int) like.getShape().get(1);
        return manager.eye(n, n, 0, like.getDataType());
    }
}
