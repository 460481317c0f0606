package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sdde.train.loss.Activation;
import sdde.train.loss.Saliency;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Similarity;
import sdde.train.loss.Target;

/** SDDE by GradCAM as it should not be: takes all its parameters and does one thing wrong. */
public record PlantedSaliency(
        double lambda, Saliency saliency, Target target, Activation activation, int padding, Similarity similarity)
        implements Method {
    /** What is wrong. */
    public enum Fault {
        FIRST_ORDER,
        PADDING_ZERO,
        SIGN_FLIPPED,
        NO_ACTIVATION,
        WRONG_TARGET,
        /** The weights of the maps are those of the step before. */
        STALE_MAPS
    }

    /** Registries make their variants anew, so it cannot be a component. */
    private static Fault planted = Fault.FIRST_ORDER;

    private static double @Nullable [] before;

    /** The variant to register. */
    public static Method of(Fault fault) {
        planted = fault;
        before = null;
        SaliencyDiversity usual = SaliencyDiversity.DEFAULT;
        return new PlantedSaliency(
                usual.lambda(),
                usual.saliency(),
                usual.target(),
                usual.activation(),
                usual.padding(),
                usual.similarity());
    }

    @Override
    public Batching batching() {
        return Batching.OWN;
    }

    @Override
    public boolean separateForward() {
        return true;
    }

    @Override
    public double weight(int epoch) {
        return planted == Fault.SIGN_FLIPPED ? -lambda : lambda;
    }

    @Override
    public NDArray diversity(Step step) {
        Target explained = planted == Fault.WRONG_TARGET ? Target.MAX_LOGIT : target;
        NDArray score = explained.of(step.forward().logits(), step.labels()).sum();
        NDArray weights = weights(step.forward().pooledGradient(score)); // (N, B, K)
        NDArray maps = SaliencyMaps.gradCamOf(weights, step.forward().featureMaps()); // (N, B, H, W)
        Activation signs = planted == Fault.NO_ACTIVATION ? Activation.NONE : activation;
        NDArray inner = SaliencyMaps.crop(signs.of(maps), planted == Fault.PADDING_ZERO ? 0 : padding);
        return similarity.of(SaliencyMaps.standardised(inner));
    }

    private static NDArray weights(NDArray fresh) {
        if (planted == Fault.FIRST_ORDER) {
            return fresh.stopGradient();
        }
        if (planted != Fault.STALE_MAPS) {
            return fresh;
        }
        double[] now = fresh.stopGradient().toDoubleArray();
        double[] used = before == null || before.length != now.length ? now : Objects.requireNonNull(before);
        before = now;
        return fresh.getManager().create(used, fresh.getShape());
    }
}
