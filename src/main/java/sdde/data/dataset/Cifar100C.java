package sdde.data.dataset;

import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;

/**
 * CIFAR-100-C: the test images of CIFAR-100 under one corruption, as published; all of them for test.
 *
 * @param corruption one of {@link CifarC#CORRUPTIONS}
 * @param severity 1 to 5
 */
public record Cifar100C(String corruption, int severity) implements Dataset {
    private static final String NAME = "cifar100-c";

    public Cifar100C {
        new CifarC(corruption, severity);
    }

    @Override
    public Images load(Split split) {
        Parts.onlyTest(NAME, split);
        return new CifarC(corruption, severity).load(NAME);
    }

    @Override
    public int size(Split split) {
        Parts.onlyTest(NAME, split);
        return new CifarC(corruption, severity).size(NAME);
    }

    @Override
    public Facts facts() {
        return Cifar100.FACTS;
    }

    @Override
    public void checkFiles() {
        new Published(NAME).require();
    }
}
