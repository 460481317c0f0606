package sdde.evaluate.diversity;

import sdde.config.Registry;
import sdde.evaluate.Pooling;

/** All measures of diversity by name. */
public final class Diversities {
    private static final MapCosine CAM = new MapCosine("cam_cosine");
    private static final MapCosine ACTIVATION = new MapCosine("activation_cosine");
    private static final MapCosine INPUT_GRADIENT = new MapCosine("input_gradient_cosine");

    public static final Registry<Diversity> REGISTRY = new Registry<Diversity>("diversity measure")
            .with("disagreement", new Disagreement())
            .with("disagreement_oracle", new OracleDisagreement())
            .with("shared_error", new SharedError())
            .with("q_statistic", new QStatistic())
            .with("double_fault", new DoubleFault())
            .with("error_correlation", new ErrorCorrelation())
            .with("pairwise_kl", new PairwiseKl())
            .with("pairwise_js", new PairwiseJs())
            .with("cka", new Cka())
            .with("cam_cosine", CAM)
            .with("cam_cosine_floor", new CamCosineFloor())
            .with("cam_cosine_rescaled", new MapCosineRescaled(CAM))
            .with("activation_cosine", ACTIVATION)
            .with("activation_cosine_rescaled", new MapCosineRescaled(ACTIVATION))
            .with("input_gradient_cosine", INPUT_GRADIENT)
            .with("input_gradient_cosine_rescaled", new MapCosineRescaled(INPUT_GRADIENT))
            .with("ensemble_gain", new EnsembleGain(Pooling.MEAN_LOGITS))
            .with("ensemble_gain_probabilities", new EnsembleGain(Pooling.MEAN_PROBABILITIES))
            .with("member_accuracy", new MemberAccuracy())
            .with("oracle_accuracy", new OracleAccuracy())
            .with("all_right", new AllRight())
            .with("majority_vote_accuracy", new MajorityVoteAccuracy());

    private Diversities() {}
}
