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
import sdde.run.LossReduction;
import sdde.train.loss.CrossEntropy;
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
    private final LossReduction reduction;

    TrainingStep(
            Ensemble ensemble,
            Method method,
            Nesterov optimiser,
            @Nullable Companion companion,
            LossReduction reduction) {
        this.reduction = reduction;
        this.ensemble = ensemble;
        this.method = method;
        this.optimiser = optimiser;
        this.companion = companion;
    }

    StepReport run(StepInput input) {
        try (NDManager scope = ensemble.manager().newSubManager()) {
            JniUtils.setGradMode(true); // holds for this thread alone
            Found found;
            try {
                found = find(scope, input);
            } finally {
                JniUtils.setGradMode(false);
            }
            NDArray sum = found.gradient().sum();
            float norm = GradientClip.norm(sum);
            OptionalDouble limit = method.gradientClip();
            limit.ifPresent(most -> GradientClip.clip(sum, norm, most));
            Gradient used = limit.isPresent() ? Gradient.of(sum) : found.gradient();
            optimiser.step(scope, ensemble.parameters(), used, input.rate());
            Losses losses = found.losses();
            Companion.Learned learned = companion == null || losses.judged() == null
                    ? Companion.Learned.NONE
                    : companion.learn(losses.judged());
            return new StepReport(losses.total(), losses.crossEntropy(), losses.diversity(), norm, learned);
        }
    }

    /**
     * What a step found.
     *
     * @param crossEntropy mean over images, reduced over members
     * @param diversity before its weight; 0 without
     * @param judged of the common batch by the companion, if there is one
     */
    private record Losses(float total, float crossEntropy, float diversity, Companion.@Nullable Judged judged) {}

    private record Found(Gradient gradient, Losses losses) {}

    private Found find(NDManager scope, StepInput input) {
        if (!method.hasDiversity()) {
            return ownBatches(scope, input);
        }
        return method.separateForward() ? separately(scope, input) : together(scope, input);
    }

    /** Cross entropy and diversity from one forward, one gradient of their sum. */
    private Found together(NDManager scope, StepInput input) {
        NDArray leaf = ensemble.leaf(scope); // (P)
        NDList images = images(scope, input);
        NDList labels = labels(scope, input);
        Forward own = ensemble.network()
                .forward(ensemble.parameterLayout().split(leaf), ensemble.buffers(scope), images, true);
        NDArray crossEntropy = crossEntropy(own.logits(), labels); // ()
        Companion.Judged judged = judged(leaf, images, own, labels.head());
        Step step = new Step(own, images.head(), labels.head(), input.epoch(), judged);
        NDArray diversity = method.diversity(step); // ()
        NDArray total = crossEntropy.add(Scalars.times(diversity, method.weight(input.epoch()))); // ()
        backward(total);
        Losses losses = new Losses(Scalars.toFloat(total), crossEntropy.getFloat(), Scalars.toFloat(diversity), judged);
        return new Found(Gradient.of(leaf.getGradient()), losses);
    }

    /** What the companion makes of the batch that all members see. @param labels (B) */
    private Companion.@Nullable Judged judged(NDArray leaf, NDList images, Forward own, NDArray labels) {
        return companion == null ? null : companion.judge(companionsFeatures(leaf, images, own), labels);
    }

    /**
     * Once more in float64 where the network affords it. In float32 they are off by about 1e-7, and that is enough to pass
     * some leaky ReLU of the discriminator on the wrong side every few steps.
     *
     * @return (N, B, D), without a gradient
     */
    private NDArray companionsFeatures(NDArray leaf, NDList images, Forward own) {
        if (!ensemble.network().featuresInDouble()) {
            return own.features().stopGradient();
        }
        JniUtils.setGradMode(false); // pooling has less to remember then
        try {
            NDList exact = new NDList();
            images.forEach(image -> exact.add(TorchOps.toDouble(image)));
            Weights parameters = ensemble.parameterLayout().split(TorchOps.toDouble(leaf.stopGradient()));
            return ensemble.network()
                    .forward(parameters, ensemble.buffers(leaf.getManager()), exact, true)
                    .features();
        } finally {
            JniUtils.setGradMode(true);
        }
    }

    /**
     * Diversity from a forward of its own, and so with a gradient of its own. The cross entropy's is to the bit what a deep
     * ensemble has, and the weighted one is added to it where everything else is already summed up: what is too small to
     * move a parameter by a rounding step moves none.
     */
    private Found separately(NDManager scope, StepInput input) {
        Found own = ownBatches(scope, input);
        NDArray images = commonImages(scope, input);
        NDArray seen = method.imageGradient() ? ImageLeaf.of(images, ensemble.members()) : images;
        NDArray leaf = ensemble.leaf(scope); // (P)
        Weights parameters = ensemble.parameterLayout().split(leaf);
        Forward common = separate(
                leaf,
                parameters,
                ensemble.buffers(scope),
                method.imageGradient() ? ImageLeaf.views(seen) : new NDList(seen));
        NDArray labels = commonLabels(scope, input, common);
        NDArray diversity = method.diversity(new Step(common, seen, labels, input.epoch(), null)); // ()
        backward(diversity);
        double weight = method.weight(input.epoch());
        float value = Scalars.toFloat(diversity);
        float crossEntropy = own.losses().crossEntropy();
        Losses losses = new Losses((float) (crossEntropy + weight * value), crossEntropy, value, null);
        NDArray late = leaf.getGradient().mul((float) weight); // (P)
        return new Found(new Gradient(own.gradient().main(), late), losses);
    }

    /** @return (B, channels, H, W) */
    private static NDArray commonImages(NDManager scope, StepInput input) {
        StepInput.Outliers outliers = input.outliers();
        return outliers == null
                ? images(scope, input).get(drawn(input))
                : scope.create(outliers.images(), outliers.shape(), DataType.FLOAT32);
    }

    /** Images of no class count as of the one that the mean of the logits predicts. @return (B) int64 */
    private static NDArray commonLabels(NDManager scope, StepInput input, Forward common) {
        return input.outliers() == null
                ? scope.create(input.labels().get(drawn(input)))
                : common.logits().mean(new int[] {0}).argMax(1);
    }

    private static int drawn(StepInput input) {
        return input.isShared() ? 0 : input.diversityMember();
    }

    /** The step of a deep ensemble. */
    private Found ownBatches(NDManager scope, StepInput input) {
        NDArray leaf = ensemble.leaf(scope); // (P)
        NDList labels = labels(scope, input);
        Forward own = ensemble.network()
                .forward(ensemble.parameterLayout().split(leaf), ensemble.buffers(scope), images(scope, input), true);
        NDArray crossEntropy = crossEntropy(own.logits(), labels); // ()
        backward(crossEntropy);
        float loss = crossEntropy.getFloat();
        return new Found(Gradient.of(leaf.getGradient()), new Losses(loss, loss, 0, null));
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

    private static NDList labels(NDManager scope, StepInput input) {
        NDList labels = new NDList();
        input.labels().forEach(own -> labels.add(scope.create(own)));
        return labels; // 1 or N × (B)
    }

    private static NDList images(NDManager scope, StepInput input) {
        NDList images = new NDList();
        for (ByteBuffer own : input.images()) {
            images.add(scope.create(own.duplicate().order(own.order()), input.shape(), DataType.FLOAT32));
        }
        return images; // 1 or N × (B, channels, H, W)
    }

    /** @param logits (N, B, C) @param labels one (B) for all, or one a member @return () */
    private NDArray crossEntropy(NDArray logits, NDList labels) {
        Shape shape = logits.getShape();
        NDArray target = labels.size() == 1
                ? labels.head().expandDims(0).broadcast(shape.get(0), shape.get(1))
                : NDArrays.stack(labels); // (N, B)
        return CrossEntropy.of(logits, target, reduction);
    }

    private static void backward(NDArray loss) {
        JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
    }
}
