package sdde.train.method;

import ai.djl.ndarray.NDArray;
import sdde.train.loss.Scalars;

/**
 * Several diversity terms at once, {@code ncl NCL + adp ADP + sdde SDDE}, each as its own method has it by default, all on
 * the batch of one member drawn for the step.
 *
 * @param lambda weight of the whole sum
 */
record Combined(double lambda, double ncl, double adp, double sdde) implements Method {
    private static final AdaptiveDiversity ADP = new AdaptiveDiversity(1, 2, 0.5);

    Combined {
        Lambda.check(lambda);
        Lambda.nonNegative("ncl", ncl);
        Lambda.nonNegative("adp", adp);
        Lambda.nonNegative("sdde", sdde);
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
        NDArray logits = step.forward().logits();
        return Scalars.times(NegativeCorrelation.loss(logits), ncl)
                .add(Scalars.times(ADP.loss(logits, step.labels()), adp))
                .add(Scalars.times(SaliencyDiversity.DEFAULT.diversity(step), sdde));
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }
}
