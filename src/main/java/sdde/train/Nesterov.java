package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Stochastic gradient descent with Nesterov momentum and weight decay, as {@code torch.optim.SGD} does it, in place on
 * one flat vector.
 *
 * <p>{@code d = g + decay·w; m = momentum·m + d; w = w - rate·(d + momentum·m)}. The first step's {@code m = d} follows
 * from m = 0.
 */
final class Nesterov {
    private final NDArray velocity;
    private final float momentum;
    private final float decay;

    /** @param manager that owns the velocity */
    Nesterov(NDManager manager, long size, double momentum, double decay) {
        this.velocity = manager.zeros(new Shape(size));
        this.momentum = (float) momentum;
        this.decay = (float) decay;
    }

    /** m (size), for checkpoints. */
    NDArray velocity() {
        return velocity;
    }

    /**
     * @param scope of this step; all that is made in between ends with it
     * @param values w (size), changed in place
     */
    void step(NDManager scope, NDArray values, Gradient gradient, double rate) {
        values.tempAttach(scope);
        velocity.tempAttach(scope);
        NDArray descent = gradient.main().add(values.mul(decay)); // (size)
        if (gradient.late() != null) {
            descent.addi(gradient.late());
        }
        velocity.muli(momentum).addi(descent);
        values.subi(descent.addi(velocity.mul(momentum)).muli(rate));
    }
}
