package sdde.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import sdde.train.loss.Scalars;
import sdde.train.method.Companion;
import sdde.train.method.Forward;
import sdde.train.method.Method;
import sdde.train.method.Step;
import sdde.train.network.Network;
import sdde.train.network.Weights;
import sdde.train.torch.TorchOps;

/**
 * One step of training, in the authors' order (their {@code DEEDTrainer.train_epoch}): forward of every member on its
 * batch, cross entropy, diversity on one common batch, gradient, clip, update, and last the companion.
 *
 * <p>All arrays of a step live in a scope that ends with it.
 */
final class TrainingStep {
    private final Ensemble ensemble;
    private final Method method;
    private final Nesterov optimiser;
    private final @Nullable Companion companion;

    TrainingStep(Ensemble ensemble, Method method, Nesterov optimiser, @Nullable Companion companion) {
        this.ensemble = ensemble;
        this.method = method;
        this.optimiser = optimiser;
        this.companion = companion;
    }

    StepReport run(StepInput input) {
        try (NDManager scope = ensemble.manager().newSubManager()) {
            JniUtils.setGradMode(true); // holds for this thread alone
            Graph graph;
            NDArray gradient;
            try {
                NDArray leaf = ensemble.leaf(scope); // (P)
                graph = graph(scope, leaf, input);
                backward(graph.total());
                gradient = leaf.getGradient(); // (P)
            } finally {
                JniUtils.setGradMode(false);
            }
            float norm = GradientClip.norm(gradient);
            OptionalDouble limit = method.gradientClip();
            limit.ifPresent(most -> GradientClip.clip(gradient, norm, most));
            optimiser.step(scope, ensemble.parameters(), gradient, input.rate());
            Companion.Learned learned = companion == null
                    ? Companion.Learned.NONE
                    : companion.learn(graph.common().features(), graph.labels());
            return new StepReport(
                    Scalars.toFloat(graph.total()),
                    graph.crossEntropy().getFloat(),
                    graph.diversity() == null ? 0 : Scalars.toFloat(graph.diversity()),
                    norm,
                    learned);
        }
    }

    /** @param common outputs on the common batch @param labels (B) of the common batch */
    private record Graph(
            NDArray total, NDArray crossEntropy, @Nullable NDArray diversity, Forward common, NDArray labels) {}

    private Graph graph(NDManager scope, NDArray leaf, StepInput input) {
        Weights parameters = ensemble.parameterLayout().split(leaf);
        Weights buffers = ensemble.buffers(scope);
        NDList images = images(scope, input);
        NDList labels = new NDList();
        input.labels().forEach(own -> labels.add(scope.create(own))); // (B) each

        Forward own = ensemble.network().forward(parameters, buffers, images, true);
        NDArray crossEntropy = crossEntropy(own.logits(), labels); // ()
        int drawn = input.isShared() ? 0 : input.diversityMember();
        if (!method.hasDiversity()) {
            return new Graph(crossEntropy, crossEntropy, null, own, labels.get(drawn));
        }
        NDArray seen = method.imageGradient() ? leaf(images.get(drawn)) : images.get(drawn);
        Forward common = method.separateForward() ? separate(leaf, parameters, buffers, views(seen)) : own;
        Step step = new Step(common, seen, labels.get(drawn), input.epoch(), companion);
        NDArray diversity = method.diversity(step); // ()
        NDArray total = crossEntropy.add(Scalars.times(diversity, method.weight(input.epoch()))); // ()
        return new Graph(total, crossEntropy, diversity, common, labels.get(drawn));
    }

    /**
     * A second forward, batch norm in eval mode. Where the network affords it the head is computed in float64: gradients of
     * gradients through a map that is nearly dead keep no digits in float32.
     */
    private Forward separate(NDArray leaf, Weights parameters, Weights buffers, NDList images) {
        Network network = ensemble.network();
        NDArray maps = network.featureMaps(parameters, buffers, images, false); // (N, B, K, h, w)
        if (!network.headInDouble()) {
            return network.head(parameters, buffers, maps, false);
        }
        Weights exact = ensemble.parameterLayout().split(TorchOps.toDouble(leaf));
        return network.head(exact, buffers, TorchOps.toDouble(maps), false);
    }

    /** One batch for every member, with a gradient for each. @param images (B, …) @return (N, B, …) */
    private NDArray leaf(NDArray images) {
        NDArray leaf = images.expandDims(0).repeat(0, ensemble.members()).stopGradient(); // (N, B, …)
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** @param seen (B, channels, H, W), or (N, B, channels, H, W) with a slice a member */
    private NDList views(NDArray seen) {
        NDList views = new NDList();
        if (seen.getShape().dimension() == 4) {
            views.add(seen);
            return views;
        }
        for (int i = 0; i < ensemble.members(); i++) {
            views.add(seen.get(i));
        }
        return views;
    }

    private static NDList images(NDManager scope, StepInput input) {
        NDList images = new NDList();
        for (ByteBuffer own : input.images()) {
            images.add(scope.create(own.duplicate().order(own.order()), input.shape(), DataType.FLOAT32));
        }
        return images; // 1 or N × (B, channels, H, W)
    }

    /** Mean over members and images. @param logits (N, B, C) @param labels one (B) for all, or one a member */
    private static NDArray crossEntropy(NDArray logits, NDList labels) {
        Shape shape = logits.getShape();
        NDArray target = labels.size() == 1
                ? labels.head().expandDims(0).broadcast(shape.get(0), shape.get(1))
                : NDArrays.stack(labels); // (N, B)
        return logits.logSoftmax(2).gather(target.expandDims(2), 2).mean().neg(); // ()
    }

    private static void backward(NDArray loss) {
        JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
    }
}
