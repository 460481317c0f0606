package sdde.train.method;

import sdde.config.Registry;

/** The list of methods, with the paper's weights as defaults. */
public final class Methods {
    public static final Registry<Method> REGISTRY = new Registry<Method>("method")
            .with("de", new DeepEnsemble())
            .with("ncl", new NegativeCorrelation(0.1))
            .with("adp", new AdaptiveDiversity(0.1, 2, 0.5))
            .with("dice", ConditionalRedundancy.DEFAULT)
            .with("sdde", SaliencyDiversity.DEFAULT)
            .with("single", new Single())
            .with("oe", OutlierExposed.DEFAULT)
            .with("sdde-ood", SaliencyOnOutliers.DEFAULT)
            .with("placebo", new Placebo(0.1, Arm.PERMUTED))
            .with("combined", new Combined(1, 0.1, 0.1, 0.1));

    private Methods() {}
}
