package sdde.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.DecodedSet;
import sdde.data.decoded.Sink;
import sdde.data.files.DataFolder;
import sdde.data.format.Pictures;

/**
 * Pictures under a folder: in a sub-folder for each class, or without classes. Links are followed, hidden files and folders are not
 * looked at.
 *
 * @param classes names of the class folders in the order of their labels; empty: there are none
 */
record PictureFolder(Path folder, List<String> classes) {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp");

    PictureFolder {
        classes = List.copyOf(classes);
    }

    /** Labels count the sub-folders in alphabetical order. @throws UserError if one of them holds no picture */
    static PictureFolder of(Path folder) {
        PictureFolder found = new PictureFolder(folder, subfolders(folder));
        List<String> empty = new ArrayList<>(found.classes());
        found.pictures().forEach(picture -> empty.remove(found.classOf(picture)));
        if (!empty.isEmpty()) {
            throw new UserError(
                    "folder %s: the class folders %s hold no pictures; fill or remove them; known endings: %s"
                            .formatted(folder, empty, ENDINGS));
        }
        return found;
    }

    /** Labels as in another folder. @throws UserError if there is a class that the other one has not */
    static PictureFolder labelledAs(PictureFolder other, Path folder) {
        List<String> unknown = new ArrayList<>(subfolders(folder));
        unknown.removeAll(other.classes());
        if (!unknown.isEmpty()) {
            throw new UserError(
                    "folder %s has the class folders %s, which %s has not; the two must have the same classes"
                            .formatted(folder, unknown, other.folder()));
        }
        return new PictureFolder(folder, other.classes());
    }

    private static List<String> subfolders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Sorted by class and path. @throws UserError if there is none, or one that belongs to no class */
    private List<Path> pictures() {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> pictures = files.filter(Files::isRegularFile)
                    .filter(this::isPicture)
                    .sorted(Comparator.comparing(this::name))
                    .toList();
            if (pictures.isEmpty()) {
                throw new UserError("folder %s holds no pictures; known endings: %s".formatted(folder, ENDINGS));
            }
            pictures.stream()
                    .filter(picture -> !classes.isEmpty() && !classes.contains(classOf(picture)))
                    .findFirst()
                    .ifPresent(picture -> {
                        throw new UserError("picture %s lies beside the class folders %s; move it into one of them"
                                .formatted(picture, classes));
                    });
            return pictures;
        } catch (IOException e) {
            throw new UserError("folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        } catch (
                UncheckedIOException
                        e) { // below the first level: a link to a folder above it, a folder that nobody may read
            throw new UserError("folder %s cannot be read: %s".formatted(folder, e.getCause()), e);
        }
    }

    /** Name of the first folder that it lies in; empty if it lies in none. */
    private String classOf(Path picture) {
        String name = name(picture);
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    /** With slashes on every system. */
    private String name(Path picture) {
        return folder.relativize(picture).toString().replace('\\', '/');
    }

    private boolean isPicture(Path file) {
        String name = "/" + name(file).toLowerCase(Locale.ROOT);
        return !name.contains("/.") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    int count() {
        return pictures().size();
    }

    /** Decoded once as long as names, sizes and times stay; ids are places in the order of names. */
    Images images(Images.Shape shape) {
        List<Path> pictures = pictures();
        MessageDigest digest = Images.newSha256();
        for (Path picture : pictures) {
            digest.update("%s\n%d\n%s\n"
                    .formatted(name(picture), bytes(picture), modified(picture))
                    .getBytes(StandardCharsets.UTF_8));
        }
        String listing = HexFormat.of().formatHex(digest.digest());
        String key = Published.key("folder", "all", shape, folder + "\n" + classes + "\n" + listing);
        return DecodedSet.of(DataFolder.current(), key, shape, sink -> decode(pictures, shape, sink));
    }

    private void decode(List<Path> pictures, Images.Shape shape, Sink sink) throws IOException {
        long id = 0;
        for (Path picture : pictures) {
            Images decoded = Pictures.decode(Files.readAllBytes(picture), picture.toString());
            byte[] scaled = decoded.resizedTo(shape.channels(), shape.height(), shape.width())
                    .pixels();
            sink.add(scaled, classes.isEmpty() ? Images.NO_LABEL : classes.indexOf(classOf(picture)), id++);
        }
    }

    private static long bytes(Path picture) {
        try {
            return Files.size(picture);
        } catch (IOException e) {
            throw new UserError("picture %s cannot be read: %s".formatted(picture, e.getMessage()), e);
        }
    }

    private static long modified(Path picture) {
        try {
            return Files.getLastModifiedTime(picture).toMillis();
        } catch (IOException e) {
            throw new UserError("picture %s cannot be read: %s".formatted(picture, e.getMessage()), e);
        }
    }

    /** SHA-256 over names and contents. */
    String sha256() {
        MessageDigest digest = Images.newSha256();
        byte[] buffer = new byte[1 << 16];
        for (Path picture : pictures()) {
            digest.update((name(picture) + "\n" + bytes(picture) + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream in = Files.newInputStream(picture)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            } catch (IOException e) {
                throw new UserError("picture %s cannot be read: %s".formatted(picture, e.getMessage()), e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
