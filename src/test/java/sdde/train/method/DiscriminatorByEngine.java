package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The {@link Discriminator} as a graph of the engine, the oracle for gradients by hand (authors' {@code discriminator.py}):
 * embedding of the label; two features and
 * that embedding, side by side; three dense layers with leaky ReLU; one logit.
 *
 * @param embedding (C, E)
 * @param layers weight (out, in) and bias (out) of the four dense layers, in turn
 */
record DiscriminatorByEngine(NDArray embedding, NDList layers) {
    private static final double LEAK = 0.2;

    /**
     * Logits of pairs {@code (left_i, right_j, label)} for i &lt; j, in the order (0, 1), (0, 2), …, (1, 2), ….
     *
     * <p>The first layer is a sum of what it makes of left, right and label, so each is computed once and not once a pair.
     *
     * @param left (N, B, D)
     * @param right (N, B, D)
     * @param labels (B), int64
     * @return (N (N - 1) / 2, B)
     */
    NDArray logits(NDArray left, NDArray right, NDArray labels) {
        long images = left.getShape().get(1);
        long features = left.getShape().get(2);
        NDArray first = layers.get(0); // (U, 2 D + E)
        NDArray ofLeft = part(left, first, 0, features); // (N, B U)
        NDArray ofRight = part(right, first, features, 2 * features); // (N, B U)
        NDArray ofLabel = label(labels, first.get(":, {}:", 2 * features)); // (B, U)
        NDArray sums =
                pairs(ofLeft, ofRight).reshape(-1, images, ofLabel.getShape().get(1)); // (pairs, B, U)
        NDArray hidden = leaky(sums.add(ofLabel)); // (pairs, B, U)
        for (int k = 2; k < layers.size(); k += 2) {
            NDArray out = hidden.matMul(layers.get(k).transpose()).add(layers.get(k + 1)); // (pairs, B, U)
            hidden = k + 2 < layers.size() ? leaky(out) : out;
        }
        return hidden.squeeze(-1); // (pairs, B)
    }

    private static NDArray part(NDArray features, NDArray weight, long from, long to) {
        NDArray out = features.matMul(weight.get(":, {}:{}", from, to).transpose()); // (N, B, U)
        return out.reshape(features.getShape().get(0), -1); // (N, B U)
    }

    private NDArray label(NDArray labels, NDArray weight) {
        int classes = (int) embedding.getShape().get(0);
        NDArray ofClass = embedding.matMul(weight.transpose()).add(layers.get(1)); // (C, U)
        return labels.oneHot(classes, embedding.getDataType()).matMul(ofClass); // (B, U)
    }

    /** {@code left_i + right_j} for i &lt; j, as a product with zeros and ones. @return (pairs, B U) */
    private static NDArray pairs(NDArray left, NDArray right) {
        int n = (int) left.getShape().get(0);
        float[] chosen = new float[n * (n - 1) / 2 * 2 * n];
        int row = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++, row++) {
                chosen[row * 2 * n + i] = 1;
                chosen[row * 2 * n + n + j] = 1;
            }
        }
        NDArray choice = left.getManager()
                .create(chosen, new Shape(row, 2L * n))
                .toType(left.getDataType(), false); // (pairs, 2 N)
        return choice.matMul(NDArrays.concat(new NDList(left, right), 0));
    }

    private static NDArray leaky(NDArray x) {
        return JniUtils.leakyRelu((PtNDArray) x, LEAK);
    }
}
