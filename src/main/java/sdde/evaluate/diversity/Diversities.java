package sdde.evaluate.diversity;

import sdde.config.Registry;
import sdde.evaluate.Pooling;

/** All measures of diversity by name. */
public final class Diversities {
    public static final Registry<Diversity> REGISTRY = new Registry<Diversity>("diversity measure")
            .with("disagreement", new Disagreement())
            .with("q_statistic", new QStatistic())
            .with("double_fault", new DoubleFault())
            .with("error_correlation", new ErrorCorrelation())
            .with("pairwise_kl", new PairwiseKl())
            .with("pairwise_js", new PairwiseJs())
            .with("cka", new Cka())
            .with("cam_cosine", new CamCosine())
            .with("cam_cosine_floor", new CamCosineFloor())
            .with("cam_cosine_rescaled", new CamCosineRescaled())
            .with("ensemble_gain", new EnsembleGain(Pooling.MEAN_LOGITS))
            .with("ensemble_gain_probabilities", new EnsembleGain(Pooling.MEAN_PROBABILITIES))
            .with("member_accuracy", new MemberAccuracy());

    private Diversities() {}
}
