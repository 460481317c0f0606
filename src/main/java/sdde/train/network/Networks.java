package sdde.train.network;

import sdde.config.Registry;

/** The networks a user can name. */
public final class Networks {
    public static final Registry<Network> REGISTRY = new Registry<Network>("network").with("lenet", new LeNet());

    private Networks() {}
}
