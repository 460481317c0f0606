package sdde.train.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/**
 * Batch normalisation as {@code torch.nn.BatchNorm2d} does it: {@code (x - mean) / sqrt(var + 1e-5) * weight + bias}.
 *
 * <p>In training, mean and population variance are those of the batch, and the running ones move a tenth of the way, the
 * variance to the sample variance. In evaluation the running ones are used. PyTorch's {@code num_batches_tracked} is left
 * out: it changes nothing at a constant rate, and PyTorch loads weights without it.
 *
 * @param name as in the authors' network: {@code layer1.0.bn1}
 */
record BatchNorm(String name, long channels) {
    private static final double EPSILON = 1e-5;
    private static final double RATE = 0.1; // of the running statistics; DJL's own call would make it 1 - 0.9f

    List<Tensor> parameters() {
        return List.of(tensor("weight", 1), tensor("bias", 0));
    }

    List<Tensor> buffers() {
        return List.of(tensor("running_mean", 0), tensor("running_var", 1));
    }

    /** @param x (B, channels, H, W) @return of the same shape */
    NDArray of(NDArray x, Member member) {
        return JniUtils.batchNorm(
                (PtNDArray) x,
                (PtNDArray) member.buffer(name + ".running_mean"),
                (PtNDArray) member.buffer(name + ".running_var"),
                (PtNDArray) member.parameter(name + ".weight"),
                (PtNDArray) member.parameter(name + ".bias"),
                member.training(),
                RATE,
                EPSILON);
    }

    private Tensor tensor(String part, float start) {
        return new Tensor(name + "." + part, new Shape(channels), Tensor.constant(start), false);
    }
}
