package sdde.evaluate.aggregator;

import java.util.Map;
import sdde.config.Registry;

/**
 * All aggregators of logits and probabilities by the name a user writes: the authors' eleven first, by the names of their
 * code. Those of features stand in {@link FeatureAggregators}.
 */
public final class Aggregators {
    public static final Registry<Aggregator> REGISTRY = new Registry<Aggregator>("aggregator")
            .with("average", new Average())
            .with("prob-average", new ProbAverage())
            .with("prob-minmax", new ProbMinmax())
            .with("prob-maxstd", new ProbMaxstd())
            .with("logit-average", new LogitAverage())
            .with("minmax", new Minmax())
            .with("stdmax", new Stdmax())
            .with("maxstd", new Maxstd())
            .with("average-minmax", new AverageMinmax())
            .with("energy", new Energy())
            .with("average-energy", new AverageEnergy())
            .with("predictive-entropy", new PredictiveEntropy())
            .with("expected-entropy", new ExpectedEntropy())
            .with("mutual-information", new MutualInformation())
            .with("expected-pairwise-kl", new ExpectedPairwiseKl())
            .with("variation-ratio", new VariationRatio())
            .with("vote-entropy", new VoteEntropy())
            .with("vote-share", new VoteShare())
            .with("margin", new Margin());

    /** The paper's names; the last two by our reading of its text. */
    public static final Map<String, String> ALIASES = Map.of(
            "U_avg", "logit-average",
            "U_l_avg", "logit-average",
            "MAL", "logit-average",
            "U_l_min", "minmax",
            "U_l_STD", "maxstd");

    private Aggregators() {}

    /** The name in {@link #REGISTRY} of a name or alias. @throws sdde.config.UserError if it is neither */
    static String canonical(String name) {
        String own = ALIASES.getOrDefault(name, name);
        if (!REGISTRY.has(own)) {
            REGISTRY.defaults(own); // throws, with the known names
        }
        return own;
    }

    /** By name or alias. @throws sdde.config.UserError if it is neither */
    public static Aggregator named(String name) {
        return REGISTRY.defaults(canonical(name));
    }
}
