package sdde.train.network;

import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * One named tensor of a member.
 *
 * @param name as in the authors' network, without the member: {@code block1.0.weight}
 * @param shape of one member's tensor
 * @param start what it holds before training
 * @param stacked whether the members' tensors are used together as (N, …); else one by one
 */
public record Tensor(String name, Shape shape, Start start, boolean stacked) {
    /** How a value is drawn before training. */
    public interface Start {
        float draw(SplittableRandom random);
    }

    /** PyTorch's default: uniform within ±1/√fan-in, for the weight and for its bias. */
    public static Start uniform(long fanIn) {
        double bound = 1 / Math.sqrt((double) fanIn);
        return random -> (float) ((2 * random.nextDouble() - 1) * bound);
    }

    /** The same value everywhere; draws nothing. */
    public static Start constant(float value) {
        return random -> value;
    }

    public long size() {
        return shape.size();
    }
}
