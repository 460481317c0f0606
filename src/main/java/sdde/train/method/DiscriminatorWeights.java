package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The numbers of the {@link Discriminator} (authors' {@code discriminator.py}): embedding of the label; two features and
 * that embedding, side by side; three dense layers with leaky ReLU; one logit.
 *
 * @param embedding (C, E)
 * @param layers weight (out, in) and bias (out) of the four dense layers, in turn
 */
record DiscriminatorWeights(NDArray embedding, NDList layers) {
    /** (out, in). @param layer from 0 */
    NDArray weight(int layer) {
        return layers.get(2 * layer);
    }

    /** (out). @param layer from 0 */
    NDArray bias(int layer) {
        return layers.get(2 * layer + 1);
    }

    /** The first layer as it acts on the left feature, on the right one and on the label. @return (U, D), (U, D), (U, E) */
    NDList first() {
        long total = weight(0).getShape().get(1);
        long label = embedding.getShape().get(1);
        long features = (total - label) / 2;
        return weight(0).split(new long[] {features, 2 * features}, 1);
    }
}
