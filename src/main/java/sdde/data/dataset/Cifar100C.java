package sdde.data.dataset;

import java.util.List;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
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
    public Facts facts() {
        return new Facts(
                100, 3, 32, 32, new Normalisation(List.of(0.5071, 0.4867, 0.4408), List.of(0.2675, 0.2565, 0.2761)));
    }

    @Override
    public void checkFiles() {
        new Published(NAME).require();
    }
}
