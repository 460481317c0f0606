package sdde.train.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import sdde.run.Seeds;
import sdde.train.loss.Activation;
import sdde.train.loss.SaliencyMaps;
import sdde.train.loss.Scalars;
import sdde.train.loss.Similarity;
import sdde.train.loss.Target;
import sdde.train.torch.TorchOps;

/**
 * {@link SaliencyDiversity} at its defaults with the one thing missing that is said to make it work: a control. What SDDE
 * gains over its placebos is owed to saliency; what it shares with them is owed to any second loss of this shape.
 *
 * @param arm what is missing
 */
record Placebo(double lambda, Arm arm) implements Method {
    Placebo {
        Lambda.check(lambda);
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
    public NDArray diversity(Step step) {
        return switch (arm) {
            case PERMUTED -> Similarity.COSINE.of(shifted(standardised(gradCam(step))));
            case RANDOM_CHANNELS -> Similarity.COSINE.of(standardised(randomly(step)));
            case ATTRACTION -> Scalars.times(SaliencyDiversity.DEFAULT.diversity(step), -1);
        };
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    /** @return (N, B, H, W) */
    private static NDArray gradCam(Step step) {
        NDArray score =
                Target.GT_LOGIT.of(step.forward().logits(), step.labels()).sum(); // ()
        return SaliencyMaps.gradCam(score, step.forward().featureMaps());
    }

    /** @param maps (N, B, H, W), signed @return (N, B, h, w) */
    private static NDArray standardised(NDArray maps) {
        return SaliencyMaps.standardised(SaliencyMaps.crop(Activation.RELU.of(maps), 1));
    }

    /** Member i's row of maps turned by i images, so that no two members' maps of a place show the same image (if N <= B). */
    private static NDArray shifted(NDArray maps) {
        long images = maps.getShape().get(1);
        NDList turned = new NDList();
        for (long i = 0; i < maps.getShape().get(0); i++) {
            NDArray own = maps.get(i); // (B, h, w)
            long by = i % images;
            turned.add(by == 0 ? own : own.get("{}:", by).concat(own.get(":{}", by), 0));
        }
        return NDArrays.stack(turned); // (N, B, h, w)
    }

    /** The same weights in every run, other ones for each member and epoch. @return (N, B, H, W), float64 */
    private static NDArray randomly(Step step) {
        NDArray maps = step.forward().featureMaps(); // (N, B, K, H, W)
        Shape shape = maps.getShape();
        int members = (int) shape.get(0);
        int channels = (int) shape.get(2);
        double[] weights = new double[members * channels];
        for (int i = 0; i < members; i++) {
            SplittableRandom random = new SplittableRandom(Seeds.of(0, "random channels", i, step.epoch()));
            for (int k = 0; k < channels; k++) {
                weights[i * channels + k] = 2 * random.nextDouble() - 1;
            }
        }
        NDManager manager = maps.getManager();
        NDArray spread = manager.create(weights, new Shape(members, 1, channels))
                .broadcast(new Shape(members, shape.get(1), channels)); // (N, B, K)
        return SaliencyMaps.weighted(spread, TorchOps.toDouble(maps));
    }
}
