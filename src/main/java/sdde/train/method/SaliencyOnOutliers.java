package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import sdde.run.RunSpec;

/**
 * {@link SaliencyDiversity} on images of no class (the paper's SDDE with an out-of-distribution set): the label of an image
 * is the arg-max of the members' mean logits.
 */
record SaliencyOnOutliers(double lambda) implements Method {
    SaliencyOnOutliers {
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
        NDArray labels = step.forward().logits().mean(new int[] {0}).argMax(1); // (B)
        return SaliencyDiversity.DEFAULT.diversity(
                new Step(step.forward(), step.images(), labels, step.epoch(), step.companion()));
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        return List.of(Lambda.noUnlabelled("sdde-ood"));
    }
}
