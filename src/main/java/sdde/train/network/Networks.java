package sdde.train.network;

import sdde.config.Registry;

/** The networks a user can name. */
public final class Networks {
    public static final Registry<Network> REGISTRY = new Registry<Network>("network")
            .with("lenet", new LeNet())
            .with("resnet18-32", new ResNet18For32(64))
            .with("resnet18-64", new ResNet18For64(64));

    private Networks() {}
}
