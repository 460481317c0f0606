package sdde.data.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.DecodedSet;
import sdde.data.decoded.Sink;
import sdde.data.files.DataFolder;

/** A user's folder of CIFAR's binary files, plain or with {@code .gz}. */
record CifarFolder(Cifar cifar) implements Cifar.Source {
    /** Decoded once as long as sizes and times of the files stay. */
    @Override
    public Images images(List<String> files) {
        return DecodedSet.of(DataFolder.current(), key(files), Cifar.SHAPE, sink -> read(files, sink));
    }

    @Override
    public String sha256(List<String> files) {
        try {
            return DecodedSet.sha256(DataFolder.current(), key(files), Cifar.SHAPE, sink -> read(files, sink));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    @Override
    public int count(List<String> files) {
        try {
            return DecodedSet.count(DataFolder.current(), key(files), Cifar.SHAPE, sink -> read(files, sink));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** The folder; of its files only those that a split asks for are needed. */
    @Override
    public void check() {
        home();
    }

    private String key(List<String> files) {
        List<String> looks = new ArrayList<>();
        for (String name : files) {
            Path file = file(name);
            looks.add("%s %d %d"
                    .formatted(
                            file.toAbsolutePath(),
                            file.toFile().length(),
                            file.toFile().lastModified()));
        }
        return Published.key(cifar.dataset(), "folder", Cifar.SHAPE, looks.toString());
    }

    private void read(List<String> files, Sink sink) throws IOException {
        long id = 0;
        for (String name : files) {
            Path file = file(name);
            id = cifar.copy(bytes(file), "CIFAR file " + file, id, sink);
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Cifar.whole(Gzip.unpacked(in), "CIFAR file " + file);
        } catch (EOFException | ZipException e) {
            throw new UserError("CIFAR file %s is damaged: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UserError("CIFAR file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
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
        List<String> needed = new ArrayList<>(cifar.training());
        needed.add(cifar.test());
        List<String> missing = needed.stream()
                .filter(other -> !Files.exists(home.resolve(other)) && !Files.exists(home.resolve(other + ".gz")))
                .toList();
        throw new UserError("dataset '%s': %s has no %s, plain or with .gz; it needs %s, the binary version of the data"
                .formatted(cifar.dataset(), cifar.folder(), String.join(", ", missing), String.join(", ", needed)));
    }

    private Path home() {
        try {
            Path home = Path.of(cifar.folder());
            if (!Files.isDirectory(home)) {
                throw new UserError("dataset '%s': there is no folder %s; put %s and %s there, or give another folder"
                        .formatted(cifar.dataset(), cifar.folder(), String.join(", ", cifar.training()), cifar.test()));
            }
            return home;
        } catch (InvalidPathException e) {
            throw new UserError("dataset '%s': folder is no path: '%s'".formatted(cifar.dataset(), cifar.folder()), e);
        }
    }
}
