package sdde.data;

import sdde.config.Registry;
import sdde.data.dataset.Cifar10;
import sdde.data.dataset.Cifar100;
import sdde.data.dataset.Cifar100C;
import sdde.data.dataset.Cifar10C;
import sdde.data.dataset.FashionMnist;
import sdde.data.dataset.Folder;
import sdde.data.dataset.HeldOut;
import sdde.data.dataset.Idx;
import sdde.data.dataset.Kmnist;
import sdde.data.dataset.Letters;
import sdde.data.dataset.Mnist;
import sdde.data.dataset.NotMnist;
import sdde.data.dataset.NotMnist10k;
import sdde.data.dataset.NpzSet;
import sdde.data.dataset.Places365Small;
import sdde.data.dataset.Shift;
import sdde.data.dataset.Svhn;
import sdde.data.dataset.Synthetic;
import sdde.data.dataset.Textures;
import sdde.data.dataset.TinyImagenet;

/** All datasets by name. */
public final class Datasets {
    public static final Registry<Dataset> REGISTRY = new Registry<Dataset>("dataset")
            .with("mnist", new Mnist(5000, 0))
            .with("fashion-mnist", new FashionMnist(5000, 0))
            .with("cifar10", new Cifar10("", 5, 5000, 0, ""))
            .with("cifar100", new Cifar100("", 5000, 0, ""))
            .with("kmnist", new Kmnist(5000, 0))
            .with("notmnist", new NotMnist())
            .with("notmnist-10k", new NotMnist10k())
            .with("svhn", new Svhn(5000, 0))
            .with("tiny-imagenet", new TinyImagenet(5000, 0))
            .with("textures", new Textures(64))
            .with("places365-small", new Places365Small(64))
            .with("cifar10-c", new Cifar10C("gaussian-noise", 3))
            .with("cifar100-c", new Cifar100C("gaussian-noise", 3))
            .with("idx", new Idx("", "", ""))
            .with("folder", new Folder("", 3, 32, 0, 500, 0, ""))
            .with("npz", new NpzSet("", 0, 500, 0, ""))
            .with("letters", new Letters("", 28, 5000, 0))
            .with("synthetic", new Synthetic(1, 28, 10, 2000, 500, 200, 0, 0))
            .with("held-out", new HeldOut("mnist", 6, "known", 0, 5000, 0))
            .with("shift", new Shift("mnist", "rotation", 0, 0, 5000, 0, ""));

    private Datasets() {}
}
