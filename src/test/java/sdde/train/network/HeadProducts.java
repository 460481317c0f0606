package sdde.train.network;

import static sdde.train.network.Layers.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Gradients of logits by feature maps, written out as products of first-order operations: rows of the last layer, back
 * through every layer to the maps. Differentiable by an ordinary backward pass, so an oracle for gradients of gradients.
 */
final class HeadProducts {
    private static final double EPSILON = 1e-5; // of batch norm

    private HeadProducts() {}

    /** @param maps (N, B, 16, 5, 5) @param labels (B) @return (N, B, 16, 5, 5) */
    static NDArray leNet(Weights p, NDArray maps, NDArray labels) {
        NDList products = new NDList();
        for (int i = 0; i < p.members(); i++) {
            NDArray x = maps.get(i).reshape(maps.getShape().get(1), -1); // (B, 400)
            NDArray w3 = p.of(i, "block3.0.weight").reshape(120, 400);
            NDArray z3 = x.matMul(w3.transpose()).add(p.of(i, "block3.0.bias")); // (B, 120)
            NDArray w4 = p.of(i, "classifier1.weight"); // (84, 120)
            NDArray z4 = relu(z3).matMul(w4.transpose()).add(p.of(i, "classifier1.bias")); // (B, 84)
            NDArray rows = rows(p.of(i, "fc.weight"), labels); // (B, 84)
            NDArray back = rows.mul(open(z4)).matMul(w4).mul(open(z3)).matMul(w3); // (B, 400)
            products.add(back.reshape(maps.get(i).getShape()));
        }
        return NDArrays.stack(products);
    }

    /** Of a residual network whose layer 4 is one block. @param maps (N, B, K, h, w) @return of the same shape */
    static NDArray oneBlock(Weights p, Weights buffers, NDArray maps, NDArray labels) {
        NDList products = new NDList();
        for (int i = 0; i < p.members(); i++) {
            Member member = new Member(p, buffers, i, false);
            NDArray x = maps.get(i); // (B, K, h, w)
            long b = x.getShape().get(0);
            NDArray first = new Affine(member, "layer4.0.conv1", "layer4.0.bn1", 2, 1).of(x);
            NDArray hidden = relu(first);
            NDArray second = new Affine(member, "layer4.0.conv2", "layer4.0.bn2", 1, 1).of(hidden);
            Affine shortcut = new Affine(member, "layer4.0.shortcut.0", "layer4.0.shortcut.1", 2, 0);
            NDArray last = second.add(shortcut.of(x)); // (B, 2K, h/2, w/2)
            long area = last.getShape().get(2) * last.getShape().get(3);
            NDArray back = rows(p.of(i, "fc.weight"), labels) // (B, 2K)
                    .expandDims(2)
                    .broadcast(new Shape(b, last.getShape().get(1), area))
                    .reshape(last.getShape())
                    .div(scalar(x, (double) area))
                    .mul(open(last)); // (B, 2K, h/2, w/2)
            NDArray through = new Affine(member, "layer4.0.conv2", "layer4.0.bn2", 1, 1)
                    .back(back, hidden.getShape())
                    .mul(open(first));
            NDArray inner = new Affine(member, "layer4.0.conv1", "layer4.0.bn1", 2, 1).back(through, x.getShape());
            products.add(inner.add(shortcut.back(back, x.getShape())));
        }
        return NDArrays.stack(products);
    }

    /** A convolution and the batch norm after it in evaluation mode. */
    private record Affine(Member member, String convolution, String norm, int stride, int padding) {
        NDArray of(NDArray x) {
            NDArray gain = gain();
            NDArray mean = member.buffer(norm + ".running_mean");
            NDArray bias = member.parameter(norm + ".bias").sub(gain.mul(mean));
            return linear(x).mul(gain.reshape(1, -1, 1, 1)).add(bias.reshape(1, -1, 1, 1));
        }

        /** Transposed: the matrix of the convolution is what it makes of the unit vectors. */
        NDArray back(NDArray gradient, Shape input) {
            long size = input.size() / input.get(0);
            NDArray units = gradient.getManager()
                    .eye((int) size)
                    .toType(DataType.FLOAT64, false)
                    .reshape(size, input.get(1), input.get(2), input.get(3));
            NDArray matrix = linear(units).reshape(size, -1); // (in, out)
            NDArray scaled = gradient.mul(gain().reshape(1, -1, 1, 1)); // (B, Cout, h, w)
            return scaled.reshape(input.get(0), -1).matMul(matrix.transpose()).reshape(input);
        }

        private NDArray linear(NDArray x) {
            return Layers.convolution(x, member.parameter(convolution + ".weight"), null, stride, padding);
        }

        private NDArray gain() {
            NDArray variance = member.buffer(norm + ".running_var");
            return member.parameter(norm + ".weight")
                    .div(variance.add(scalar(variance, EPSILON)).sqrt());
        }
    }

    /** Rows of the last layer for the labels. @param weight (C, D) @return (B, D) */
    private static NDArray rows(NDArray weight, NDArray labels) {
        NDArray chosen = labels.oneHot((int) weight.getShape().get(0)).toType(DataType.FLOAT64, false); // (B, C)
        return chosen.matMul(weight);
    }

    /** 1 where a ReLU lets through. */
    private static NDArray open(NDArray before) {
        return before.stopGradient().gt(scalar(before, 0)).toType(DataType.FLOAT64, false);
    }

    private static NDArray scalar(NDArray like, double value) {
        return like.getManager().create(value);
    }
}
