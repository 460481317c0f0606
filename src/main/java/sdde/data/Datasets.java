package sdde.data;

import sdde.config.Registry;
import sdde.data.dataset.FashionMnist;
import sdde.data.dataset.Idx;
import sdde.data.dataset.Mnist;
import sdde.data.dataset.Shift;

/** All datasets by name. */
public final class Datasets {
    public static final Registry<Dataset> REGISTRY = new Registry<Dataset>("dataset")
            .with("mnist", new Mnist(5000, 0))
            .with("fashion-mnist", new FashionMnist(5000, 0))
            .with("idx", new Idx("", "", ""))
            .with("shift", new Shift("mnist", "rotation", 0, 5000, 0));

    private Datasets() {}
}
