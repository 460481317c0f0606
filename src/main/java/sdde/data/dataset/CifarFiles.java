package sdde.data.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipException;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;

/**
 * A folder of CIFAR's binary files, plain or with {@code .gz}: records of one or two label bytes, the last of which counts,
 * and 32 × 32 pixels, first all red, then all green, then all blue.
 *
 * @param dataset its name, for messages
 * @param folder as the user gave it; empty: the data folder's archive, see {@link CifarPublished}
 * @param labelBytes in front of an image
 * @param classes C
 * @param training names of the files with training and validation images
 * @param test name of the file with test images
 */
record CifarFiles(String dataset, String folder, int labelBytes, int classes, List<String> training, String test) {
    static final Images.Shape SHAPE = new Images.Shape(3, 32, 32);

    /** What a user can choose of the training images. @param sha256 of the uncompressed training files; empty: not checked */
    record Part(int validationSize, long splitSeed, String sha256) {
        Part {
            if (validationSize < 1) {
                throw new IllegalArgumentException("validation_size must be >= 1, got " + validationSize);
            }
            if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits, got '" + sha256 + "'");
            }
        }
    }

    /** @throws UserError naming a missing or damaged file */
    Images load(Split split, Part part) {
        if (folder.isEmpty()) {
            return new CifarPublished(this).load(split, part);
        }
        if (split == Split.TEST) {
            return images(read(test));
        }
        byte[] records = trainingBytes();
        String found = sha256(records);
        if (!part.sha256().isEmpty() && !part.sha256().equals(found)) {
            throw new UserError(("dataset '%s': the training files in %s have changed: expected SHA-256 %s of their"
                            + " uncompressed contents one after another, got %s; bring the files back, or leave out sha256")
                    .formatted(dataset, folder, part.sha256(), found));
        }
        Images all = images(records);
        if (part.validationSize() >= all.size()) {
            throw new UserError("dataset '%s': validation_size must be in [1, %d], got %d"
                    .formatted(dataset, all.size() - 1, part.validationSize()));
        }
        Stratified parts = Stratified.of(all.labels(), part.validationSize(), part.splitSeed());
        return all.select(split == Split.TRAIN ? parts.train() : parts.validation());
    }

    /** The parameter {@code sha256}, which names what a network is trained on. */
    TreeMap<String, Object> contents() {
        if (folder.isEmpty()) {
            return new CifarPublished(this).contents();
        }
        TreeMap<String, Object> contents = new TreeMap<>();
        contents.put("sha256", sha256(trainingBytes()));
        return contents;
    }

    private static String sha256(byte[] records) {
        MessageDigest digest = Images.newSha256();
        digest.update(records);
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] trainingBytes() {
        List<byte[]> parts = new ArrayList<>();
        int length = 0;
        for (String name : training) {
            parts.add(read(name));
            length += parts.get(parts.size() - 1).length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private Images images(byte[] records) {
        int length = labelBytes + SHAPE.bytes();
        int count = records.length / length;
        byte[] pixels = new byte[count * SHAPE.bytes()];
        int[] labels = new int[count];
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            labels[i] = records[i * length + labelBytes - 1] & 0xff;
            ids[i] = i;
            System.arraycopy(records, i * length + labelBytes, pixels, i * SHAPE.bytes(), SHAPE.bytes());
        }
        return new Images(SHAPE, pixels, labels, ids);
    }

    /** Whole records, with labels that exist. */
    private byte[] read(String name) {
        Path file = file(name);
        byte[] records;
        try (InputStream in = Files.newInputStream(file)) {
            records = Gzip.unpacked(in).readAllBytes();
        } catch (EOFException | ZipException e) {
            throw new UserError("CIFAR file %s is damaged: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UserError("CIFAR file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        int length = labelBytes + SHAPE.bytes();
        if (records.length == 0 || records.length % length != 0) {
            throw new UserError("CIFAR file %s is damaged: expected records of %d bytes, got %d bytes in all"
                    .formatted(file, length, records.length));
        }
        for (int at = labelBytes - 1; at < records.length; at += length) {
            if ((records[at] & 0xff) >= classes) {
                throw new UserError("CIFAR file %s is damaged: expected labels from 0 to %d, got %d in record %d"
                        .formatted(file, classes - 1, records[at] & 0xff, at / length));
            }
        }
        return records;
    }

    private Path file(String name) {
        Path home = home();
        Path plain = home.resolve(name);
        Path packed = home.resolve(name + ".gz");
        if (Files.exists(plain)) {
            return plain;
        }
        if (Files.exists(packed)) {
            return packed;
        }
        List<String> needed = new ArrayList<>(training);
        needed.add(test);
        List<String> missing = needed.stream()
                .filter(other -> !Files.exists(home.resolve(other)) && !Files.exists(home.resolve(other + ".gz")))
                .toList();
        throw new UserError("dataset '%s': %s has no %s, plain or with .gz; it needs %s, the binary version of the data"
                .formatted(dataset, folder, String.join(", ", missing), String.join(", ", needed)));
    }

    private Path home() {
        try {
            Path home = Path.of(folder);
            if (!Files.isDirectory(home)) {
                throw new UserError("dataset '%s': there is no folder %s; put %s and %s there, or give another folder"
                        .formatted(dataset, folder, String.join(", ", training), test));
            }
            return home;
        } catch (InvalidPathException e) {
            throw new UserError("dataset '%s': folder is no path: '%s'".formatted(dataset, folder), e);
        }
    }

    /** The first so many of a numbered series. */
    static List<String> numbered(String pattern, int count) {
        String[] names = new String[count];
        Arrays.setAll(names, i -> pattern.formatted(i + 1));
        return List.of(names);
    }
}
