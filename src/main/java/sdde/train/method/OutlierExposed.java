package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import sdde.run.RunSpec;
import sdde.train.loss.OutlierExposure;

/** {@link OutlierExposure} of all members on images of no class. */
record OutlierExposed(double lambda) implements Method {
    OutlierExposed {
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
        return OutlierExposure.loss(step.forward().logits());
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        return List.of(Lambda.noUnlabelled("oe"));
    }
}
