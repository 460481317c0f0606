package sdde.data.dataset;

import java.util.List;
import java.util.SortedMap;
import sdde.config.FromFiles;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * Photographs of a hundred kinds of things (Krizhevsky 2009), 32 × 32 in colour, from a user's folder with the binary
 * version: {@code train.bin} for training and validation, {@code test.bin} for test. The fine labels count.
 *
 * @param folder with the files, plain or gzipped; empty: the archive in the data folder
 * @param validationSize images held out of the training file, the same share of every class
 * @param splitSeed which ones
 * @param sha256 of the training images, wherever they lie; a plan fills it in
 */
public record Cifar100(String folder, int validationSize, long splitSeed, String sha256) implements Dataset, FromFiles {
    /** Of the training images, as in the authors' table. */
    static final Facts FACTS = new Facts(
            100, 3, 32, 32, new Normalisation(List.of(0.5071, 0.4867, 0.4408), List.of(0.2675, 0.2565, 0.2761)));

    public Cifar100 {
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
    public SortedMap<String, Object> contents() {
        return files().contents();
    }

    private Cifar files() {
        return new Cifar("cifar100", folder, 2, FACTS.classes(), List.of("train.bin"), "test.bin");
    }
}
