package sdde.train.network;

import static sdde.train.network.Layers.convolution;
import static sdde.train.network.Layers.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The basic block of residual networks (He et al. 2016): two 3×3 convolutions, each with batch norm, beside a way past them,
 * {@code relu(f(x) + shortcut(x))}. The shortcut is the identity where shapes agree, else a 1×1 convolution with batch norm.
 *
 * @param name as in the authors' network: {@code layer2.0}
 * @param in channels
 * @param out channels
 * @param stride of the first convolution
 */
record ResidualBlock(String name, long in, long out, int stride) {
    List<Tensor> parameters() {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(filters(name + ".conv1", new Shape(out, in, 3, 3)));
        tensors.addAll(norm("bn1").parameters());
        tensors.add(filters(name + ".conv2", new Shape(out, out, 3, 3)));
        tensors.addAll(norm("bn2").parameters());
        if (changesShape()) {
            tensors.add(filters(name + ".shortcut.0", new Shape(out, in, 1, 1)));
            tensors.addAll(norm("shortcut.1").parameters());
        }
        return tensors;
    }

    List<Tensor> buffers() {
        List<Tensor> tensors = new ArrayList<>(norm("bn1").buffers());
        tensors.addAll(norm("bn2").buffers());
        if (changesShape()) {
            tensors.addAll(norm("shortcut.1").buffers());
        }
        return tensors;
    }

    /** @param x (B, in, H, W) @return (B, out, H / stride, W / stride), rounded up */
    NDArray of(NDArray x, Member member) {
        NDArray first = convolution(x, member.parameter(name + ".conv1.weight"), null, stride, 1); // (B, out, h, w)
        NDArray hidden = relu(norm("bn1").of(first, member));
        NDArray second = convolution(hidden, member.parameter(name + ".conv2.weight"), null, 1, 1);
        return relu(norm("bn2").of(second, member).add(shortcut(x, member)));
    }

    private NDArray shortcut(NDArray x, Member member) {
        if (!changesShape()) {
            return x;
        }
        NDArray narrowed = convolution(x, member.parameter(name + ".shortcut.0.weight"), null, stride, 0);
        return norm("shortcut.1").of(narrowed, member); // (B, out, h, w)
    }

    private boolean changesShape() {
        return stride != 1 || in != out;
    }

    private BatchNorm norm(String part) {
        return new BatchNorm(name + "." + part, out);
    }

    /** A convolution without bias, since batch norm follows. @param shape (Cout, Cin, k, k) */
    static Tensor filters(String name, Shape shape) {
        return new Tensor(name + ".weight", shape, Tensor.uniform(shape.size() / shape.get(0)), false);
    }
}
