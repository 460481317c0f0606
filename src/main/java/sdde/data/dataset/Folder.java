package sdde.data.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sdde.config.FromFiles;
import sdde.config.MissingData;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * A user's pictures in a folder, a sub-folder for each class; or such folders called {@code train} and {@code test}; or pictures
 * without classes, for test alone.
 *
 * @param folder path
 * @param channels 1 or 3
 * @param size of a side, to which each picture is scaled from its original
 * @param testSize images drawn for test where there is no folder {@code test}; 0: all are for test
 * @param validationSize images held out of the training images
 * @param splitSeed of the draws
 * @param sha256 of names and contents; a plan fills it in
 */
public record Folder(
        String folder, int channels, int size, int testSize, int validationSize, long splitSeed, String sha256)
        implements Dataset, FromFiles {
    public Folder {
        Sides.check(size);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels must be 1 or 3, got " + channels);
        }
        new OwnSplits(testSize, validationSize, splitSeed);
    }

    @Override
    public Images load(Split split) {
        return load(split, new Images.Shape(channels, size, size));
    }

    @Override
    public Images load(Split split, Images.Shape shape) {
        checkContents(split);
        Path root = root();
        if (!isSplit(root)) {
            return splits().load(split, PictureFolder.of(root).images(shape), "folder " + root);
        }
        return new Parts(() -> training(root).images(shape), () -> test(root).images(shape))
                .load(split, validationSize, splitSeed);
    }

    /** By the names of files. */
    @Override
    public int size(Split split) {
        Path root = root();
        return isSplit(root)
                ? Parts.size(
                        split, () -> training(root).count(), () -> test(root).count(), validationSize)
                : splits().size(split, PictureFolder.of(root).count());
    }

    private static PictureFolder training(Path root) {
        return PictureFolder.of(root.resolve("train"));
    }

    /** With the labels of the training pictures, also where a class has no picture for test. */
    private static PictureFolder test(Path root) {
        return PictureFolder.labelledAs(training(root), root.resolve("test"));
    }

    /** What a network is trained on must be what the plan saw. */
    private void checkContents(Split split) {
        if (split == Split.TRAIN && !sha256.isEmpty()) {
            String found = all().sha256();
            if (!found.equals(sha256)) {
                throw new UserError(
                        "folder %s has changed: expected SHA-256 %s of names and contents, got %s; bring the pictures back, or leave out sha256"
                                .formatted(root(), sha256, found));
            }
        }
    }

    private static boolean isSplit(Path root) {
        return Files.isDirectory(root.resolve("train")) && Files.isDirectory(root.resolve("test"));
    }

    private OwnSplits splits() {
        return new OwnSplits(testSize, validationSize, splitSeed);
    }

    @Override
    public Facts facts() {
        return new Facts(classNames().size(), channels, size, size, Normalisation.half(channels));
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        load(split, shape);
    }

    @Override
    public void checkFiles() {
        root();
    }

    @Override
    public List<String> classNames() {
        Path root = root();
        return isSplit(root) ? test(root).classes() : PictureFolder.of(root).classes();
    }

    /** Names and contents alone. */
    private PictureFolder all() {
        return new PictureFolder(root(), List.of());
    }

    @Override
    public SortedMap<String, Object> contents() {
        SortedMap<String, Object> contents = new TreeMap<>();
        contents.put("sha256", all().sha256());
        return contents;
    }

    private Path root() {
        if (folder.isEmpty()) {
            throw new UserError("dataset 'folder': folder is missing; expected the path of a folder with pictures");
        }
        try {
            Path root = Path.of(folder).toAbsolutePath();
            if (!Files.isDirectory(root)) {
                throw new MissingData("dataset 'folder': there is no folder " + folder);
            }
            return root;
        } catch (InvalidPathException e) {
            throw new UserError("dataset 'folder': folder is no path: '%s'".formatted(folder), e);
        }
    }
}
