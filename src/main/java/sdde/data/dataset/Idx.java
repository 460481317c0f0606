package sdde.data.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import sdde.config.FromFiles;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * A user's IDX files, plain or gzipped: a test set, or split for training as well.
 *
 * @param images path of the images, unsigned bytes: (N, H, W) grey, (N, C, H, W) or (N, H, W, C) with C of 1 or 3
 * @param labels path of the labels (N); empty: none, as an out-of-distribution set needs none
 * @param sha256 of the uncompressed images, lower-case hex; empty: not checked; a plan fills it in for training
 * @param labelsSha256 of the uncompressed labels, the same
 * @param testSize images drawn for test; 0: all are for test
 * @param validationSize images held out of the others
 * @param splitSeed of the draws
 */
public record Idx(
        String images,
        String labels,
        String sha256,
        String labelsSha256,
        int testSize,
        int validationSize,
        long splitSeed)
        implements Dataset, FromFiles {
    public Idx {
        checkHash("sha256", sha256);
        checkHash("labels_sha256", labelsSha256);
        new OwnSplits(testSize, validationSize, splitSeed);
    }

    /** A test set, whole. */
    public Idx(String images, String labels, String sha256) {
        this(images, labels, sha256, "", 0, 500, 0);
    }

    private static void checkHash(String parameter, String hex) {
        if (!hex.isEmpty() && !hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(parameter + " must be 64 lower-case hex digits, got '" + hex + "'");
        }
    }

    @Override
    public Images load(Split split) {
        IdxArray read = read("images", images, "sha256", sha256);
        Images all = IdxImages.of(read, labelled() ? read("labels", labels, "labels_sha256", labelsSha256) : null);
        if (testSize > 0 && !labelled()) {
            throw new UserError("dataset 'idx': labels are missing; without them its images cannot be split");
        }
        return new OwnSplits(testSize, validationSize, splitSeed).load(split, all, read.name());
    }

    private static IdxArray read(String parameter, String file, String hashParameter, String expected) {
        IdxArray read = IdxFile.read(path(parameter, file));
        if (!expected.isEmpty() && !read.sha256().equals(expected)) {
            throw new UserError(
                    "%s: expected SHA-256 %s of its uncompressed contents, got %s; fetch the file again or mend %s"
                            .formatted(read.name(), expected, read.sha256(), hashParameter));
        }
        return read;
    }

    @Override
    public SortedMap<String, Object> contents() {
        SortedMap<String, Object> contents = new TreeMap<>();
        contents.put("sha256", IdxFile.read(path("images", images)).sha256());
        if (labelled()) {
            contents.put("labels_sha256", IdxFile.read(path("labels", labels)).sha256());
        }
        return contents;
    }

    /** By the header. */
    @Override
    public int size(Split split) {
        return new OwnSplits(testSize, validationSize, splitSeed)
                .size(split, IdxFile.extents(path("images", images))[0]);
    }

    @Override
    public Facts facts() {
        Path file = path("images", images);
        Images.Shape shape = IdxImages.shape(IdxFile.extents(file), "IDX file " + file);
        return new Facts(
                labelled() ? countClasses() : 0,
                shape.channels(),
                shape.height(),
                shape.width(),
                Normalisation.half(shape.channels()));
    }

    private boolean labelled() {
        return !labels.isEmpty();
    }

    private int countClasses() {
        IdxArray read = IdxFile.read(path("labels", labels));
        IdxImages.checkLabels(read.extents(), read.name());
        int classes = 0;
        for (byte label : read.entries()) {
            classes = Math.max(classes, (label & 0xff) + 1);
        }
        return classes;
    }

    private static Path path(String parameter, String text) {
        if (text.isEmpty()) {
            throw new UserError("dataset 'idx': %s is missing; expected the path of an IDX file".formatted(parameter));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UserError("dataset 'idx': %s is no path: '%s'".formatted(parameter, text), e);
        }
    }
}
