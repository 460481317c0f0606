package sdde.data.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * A user's IDX files, plain or gzipped: a test set, whole.
 *
 * @param images path of the images, unsigned bytes: (N, H, W) grey, (N, C, H, W) or (N, H, W, C) with C of 1 or 3
 * @param labels path of the labels (N); empty: none, as an out-of-distribution set needs none
 * @param sha256 of the uncompressed images, lower-case hex; empty: not checked
 */
public record Idx(String images, String labels, String sha256) implements Dataset {
    public Idx {
        if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits, got '" + sha256 + "'");
        }
    }

    @Override
    public Images load(Split split) {
        if (split != Split.TEST) {
            throw new UserError("not supported yet: dataset 'idx' has no %s split; its images are all in split 'test'"
                    .formatted(split.word()));
        }
        IdxArray read = IdxFile.read(path("images", images));
        if (!sha256.isEmpty() && !read.sha256().equals(sha256)) {
            throw new UserError(
                    "%s: expected SHA-256 %s of its uncompressed contents, got %s; fetch the file again or mend sha256"
                            .formatted(read.name(), sha256, read.sha256()));
        }
        return IdxImages.of(read, labels.isEmpty() ? null : IdxFile.read(path("labels", labels)));
    }

    /** By the header. */
    @Override
    public int size(Split split) {
        return split == Split.TEST
                ? IdxFile.extents(path("images", images))[0]
                : load(split).size();
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
