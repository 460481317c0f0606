package sdde.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
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
 * A user's NumPy archive: {@code images} and {@code labels}, or {@code train_images}, {@code train_labels}, {@code test_images} and
 * {@code test_labels}. Images are bytes, (N, H, W), (N, H, W, C) or (N, C, H, W) with C of 1 or 3; labels whole numbers from 0.
 *
 * @param path of the archive
 * @param testSize images drawn for test where they are not apart; 0: all are for test
 * @param validationSize images held out of the training images
 * @param splitSeed of the draws
 * @param sha256 of the file; a plan fills it in
 */
public record NpzSet(String path, int testSize, int validationSize, long splitSeed, String sha256)
        implements Dataset, FromFiles {
    public NpzSet {
        new OwnSplits(testSize, validationSize, splitSeed);
    }

    @Override
    public Images load(Split split) {
        Path file = file();
        if (split == Split.TRAIN && !sha256.isEmpty() && !sha256.equals(hash(file))) {
            throw new UserError(
                    "NumPy archive %s has changed: expected SHA-256 %s, got %s; bring it back, or leave out sha256"
                            .formatted(file, sha256, hash(file)));
        }
        NpzImages arrays = NpzImages.of(file);
        if (!arrays.isSplit()) {
            return new OwnSplits(testSize, validationSize, splitSeed)
                    .load(split, arrays.images(""), "NumPy archive " + file);
        }
        return new Parts(() -> arrays.images("train_"), () -> arrays.images("test_"))
                .load(split, validationSize, splitSeed);
    }

    @Override
    public Facts facts() {
        NpzImages arrays = NpzImages.of(file());
        Images images = arrays.images(arrays.isSplit() ? "train_" : "");
        int classes = Arrays.stream(images.labels()).max().orElse(Images.NO_LABEL) + 1;
        return new Facts(
                classes, images.channels(), images.height(), images.width(), Normalisation.half(images.channels()));
    }

    @Override
    public void checkFiles() {
        file();
    }

    @Override
    public SortedMap<String, Object> contents() {
        SortedMap<String, Object> contents = new TreeMap<>();
        contents.put("sha256", hash(file()));
        return contents;
    }

    private static String hash(Path file) {
        MessageDigest digest = Images.newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UserError("NumPy archive %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path file() {
        if (path.isEmpty()) {
            throw new UserError("dataset 'npz': path is missing; expected that of a NumPy archive with %s"
                    .formatted(List.of("images", "labels")));
        }
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                throw new MissingData("dataset 'npz': there is no file " + path);
            }
            return file;
        } catch (InvalidPathException e) {
            throw new UserError("dataset 'npz': path is no path: '%s'".formatted(path), e);
        }
    }
}
