package sdde.train.method;

import sdde.config.Registry;

/** The list of methods, with the paper's weights as defaults. */
public final class Methods {
    public static final Registry<Method> REGISTRY =
            new Registry<Method>("method").with("de", new DeepEnsemble()).with("ncl", new NegativeCorrelation(0.1));

    private Methods() {}
}
