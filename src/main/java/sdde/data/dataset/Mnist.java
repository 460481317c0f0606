package sdde.data.dataset;

import java.util.List;
import java.util.Map;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Split;

/**
 * Handwritten digits of LeCun, Cortes and Burges, shipped with the project: 60,000 for training and validation, 10,000 for
 * test, 28 × 28 grey.
 *
 * @param validationSize images held out of the 60,000, the same share of every class
 * @param splitSeed which ones
 */
public record Mnist(int validationSize, long splitSeed) implements Dataset {
    private static final Embedded FILES = new Embedded(
            "mnist",
            Map.of(
                    "train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    public Mnist {
        Embedded.checkValidationSize(validationSize);
    }

    @Override
    public Images load(Split split) {
        return FILES.load(split, validationSize, splitSeed);
    }

    @Override
    public int size(Split split) {
        return Embedded.size(split, validationSize);
    }

    @Override
    public Facts facts() {
        return Embedded.FACTS;
    }

    @Override
    public List<String> classNames() {
        return List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }
}
