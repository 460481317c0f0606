package sdde.data.dataset;

import java.util.List;
import java.util.SortedMap;
import sdde.config.FromFiles;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * Photographs of ten kinds of things (Krizhevsky 2009), 32 × 32 in colour, from a user's folder with the binary version:
 * {@code data_batch_1.bin} … {@code data_batch_5.bin} for training and validation, {@code test_batch.bin} for test.
 *
 * @param folder with the files, plain or gzipped; empty: the archive in the data folder
 * @param batches how many of the training files are used, from the first on
 * @param validationSize images held out of the training files, the same share of every class
 * @param splitSeed which ones
 * @param sha256 of the training images, wherever they lie; a plan fills it in
 */
public record Cifar10(String folder, int batches, int validationSize, long splitSeed, String sha256)
        implements Dataset, FromFiles {
    private static final int FILES = 5;

    /** Of the training images, as in the authors' table. */
    static final Facts FACTS = new Facts(
            10, 3, 32, 32, new Normalisation(List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616)));

    public Cifar10 {
        if (batches < 1 || batches > FILES) {
            throw new IllegalArgumentException("batches must be in [1, %d], got %d".formatted(FILES, batches));
        }
        new Cifar.Part(validationSize, splitSeed, sha256);
    }

    @Override
    public Images load(Split split) {
        return files().load(split, new Cifar.Part(validationSize, splitSeed, sha256));
    }

    @Override
    public int size(Split split) {
        return files().size(split, validationSize);
    }

    @Override
    public Facts facts() {
        return FACTS;
    }

    @Override
    public void checkFiles() {
        files().check();
    }

    @Override
    public List<String> classNames() {
        return List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    }

    @Override
    public SortedMap<String, Object> contents() {
        return files().contents();
    }

    private Cifar files() {
        List<String> training = Cifar.numbered("data_batch_%d.bin", batches);
        return new Cifar("cifar10", folder, 1, FACTS.classes(), training, "test_batch.bin");
    }
}
