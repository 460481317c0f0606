package sdde.data.dataset;

import java.util.List;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;

/** 10,000 letters of notMNIST as D. Flanagan put them into MNIST's format: 28 × 28 grey, all of them for test. */
public record NotMnist10k() implements Dataset {
    private static final Published FILES = new Published("notmnist-10k");
    private static final Images.Shape SHAPE = new Images.Shape(1, 28, 28);

    @Override
    public Images load(Split split) {
        Parts.onlyTest("notmnist-10k", split);
        return FILES.images("test", SHAPE, (files, sink) -> IdxImages.copy(files.path(0), files.path(1), sink));
    }

    @Override
    public int size(Split split) {
        Parts.onlyTest("notmnist-10k", split);
        return FILES.count("test", SHAPE, 10_000, (files, sink) -> IdxImages.copy(files.path(0), files.path(1), sink));
    }

    @Override
    public Facts facts() {
        return Embedded.FACTS;
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }

    @Override
    public List<String> classNames() {
        return new NotMnist().classNames();
    }
}
