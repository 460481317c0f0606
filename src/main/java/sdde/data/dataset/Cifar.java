package sdde.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.decoded.Sink;

/**
 * What CIFAR-10 and CIFAR-100 have in common: the same images in the same order from the published archive in the data folder
 * or from a user's folder of binary files, so that a run's id is the same.
 *
 * @param dataset its name
 * @param folder as the user gave it; empty: the archive
 * @param labelBytes in front of an image; the last counts
 * @param classes C
 * @param training names of the binary files with training and validation images
 * @param test name of the binary file with test images
 */
record Cifar(String dataset, String folder, int labelBytes, int classes, List<String> training, String test) {
    static final Images.Shape SHAPE = new Images.Shape(3, 32, 32);

    /** The training file of CIFAR-100 has 154 MB. */
    private static final int LARGEST_FILE = 200_000_000;

    /** Where images come from. */
    interface Source {
        /** @param files whose images are wanted, in this order @throws UserError naming what is missing or damaged */
        Images images(List<String> files);

        /** {@link Images#sha256} of these images; keeps nothing. */
        String sha256(List<String> files);

        /** How many these are; keeps nothing. */
        int count(List<String> files);

        /** @throws UserError naming what is missing or damaged */
        void check();
    }

    /** What a user can choose of the training images. @param sha256 of all of them; empty: not checked */
    record Part(int validationSize, long splitSeed, String sha256) {
        Part {
            Parts.checkValidationSize(validationSize);
            if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits, got '" + sha256 + "'");
            }
        }
    }

    private Source source() {
        return folder.isEmpty() ? new CifarArchive(this) : new CifarFolder(this);
    }

    Images load(Split split, Part part) {
        if (split == Split.TEST) {
            return source().images(List.of(test));
        }
        Images all = source().images(training);
        if (!part.sha256().isEmpty() && !part.sha256().equals(all.sha256())) {
            throw new UserError(
                    "dataset '%s': the training images in %s have changed: expected SHA-256 %s of the decoded images, got %s; bring the files back, or leave out sha256"
                            .formatted(dataset, where(), part.sha256(), all.sha256()));
        }
        if (part.validationSize() >= all.size()) {
            throw new UserError("dataset '%s': validation_size must be in [1, %d], got %d"
                    .formatted(dataset, all.size() - 1, part.validationSize()));
        }
        Stratified rows = Stratified.of(all.labels(), part.validationSize(), part.splitSeed());
        return all.select(split == Split.TRAIN ? rows.train() : rows.validation());
    }

    private String where() {
        return folder.isEmpty() ? "the data folder" : folder;
    }

    int size(Split split, int validationSize) {
        return Parts.size(split, () -> source().count(training), () -> source().count(List.of(test)), validationSize);
    }

    void check() {
        source().check();
    }

    /** The parameter {@code sha256}, which names what a network is trained on. */
    TreeMap<String, Object> contents() {
        TreeMap<String, Object> contents = new TreeMap<>();
        contents.put("sha256", source().sha256(training));
        return contents;
    }

    /** Label bytes and 32 × 32 pixels, first all red, then all green, then all blue. */
    int recordBytes() {
        return labelBytes + SHAPE.bytes();
    }

    /** Passes on the records of a binary file. @param what the file, for messages @return the id after the last */
    long copy(byte[] records, String what, long firstId, Sink sink) throws IOException {
        int length = recordBytes();
        if (records.length == 0 || records.length % length != 0) {
            throw new UserError("%s is damaged: expected records of %d bytes, got %d bytes in all"
                    .formatted(what, length, records.length));
        }
        byte[] image = new byte[SHAPE.bytes()];
        int count = records.length / length;
        for (int i = 0; i < count; i++) {
            int label = records[i * length + labelBytes - 1] & 0xff;
            if (label >= classes) {
                throw new UserError("%s is damaged: expected labels from 0 to %d, got %d in record %d"
                        .formatted(what, classes - 1, label, i));
            }
            System.arraycopy(records, i * length + labelBytes, image, 0, image.length);
            sink.add(image, label, firstId + i);
        }
        return firstId + count;
    }

    /** All of a binary file. @throws UserError if it is far larger than any of CIFAR's */
    static byte[] whole(InputStream in, String what) throws IOException {
        byte[] records = in.readNBytes(LARGEST_FILE + 1);
        if (records.length > LARGEST_FILE) {
            throw new UserError("%s is refused: it holds more than %d MB, no file of CIFAR does"
                    .formatted(what, LARGEST_FILE / 1_000_000));
        }
        return records;
    }

    /** The first so many of a numbered series. */
    static List<String> numbered(String pattern, int count) {
        String[] names = new String[count];
        Arrays.setAll(names, i -> pattern.formatted(i + 1));
        return List.of(names);
    }
}
