package sdde.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
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

/** Pictures under a folder: in a sub-folder for each class, or without classes. */
record PictureFolder(Path folder) {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp");

    /** Names of the sub-folders, sorted; empty if there are none. */
    List<String> classes() {
        return list(folder).stream()
                .filter(Files::isDirectory)
                .map(path -> String.valueOf(path.getFileName()))
                .filter(name -> !name.startsWith("."))
                .toList();
    }

    /** Sorted by class and path. @throws UserError if there is none */
    private List<Path> pictures() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pictures = files.filter(Files::isRegularFile)
                    .filter(PictureFolder::isPicture)
                    .sorted(Comparator.comparing(this::name))
                    .toList();
            if (pictures.isEmpty()) {
                throw new UserError("folder %s holds no pictures; known endings: %s".formatted(folder, ENDINGS));
            }
            return pictures;
        } catch (IOException e) {
            throw new UserError("folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** With slashes on every system. */
    private String name(Path picture) {
        return folder.relativize(picture).toString().replace('\\', '/');
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UserError("folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    int count() {
        return pictures().size();
    }

    /** Decoded once as long as names, sizes and times stay; ids are places in the order of names. */
    Images images(Images.Shape shape) {
        List<Path> pictures = pictures();
        List<String> classes = classes();
        MessageDigest digest = Images.newSha256();
        for (Path picture : pictures) {
            digest.update((name(picture) + "\n" + picture.toFile().length() + "\n"
                            + picture.toFile().lastModified() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        String listing = HexFormat.of().formatHex(digest.digest());
        String key = Published.key("folder", "all", shape, folder + "\n" + listing);
        return DecodedSet.of(DataFolder.current(), key, shape, sink -> decode(pictures, classes, shape, sink));
    }

    private void decode(List<Path> pictures, List<String> classes, Images.Shape shape, Sink sink) throws IOException {
        long id = 0;
        for (Path picture : pictures) {
            Images decoded = Pictures.decode(Files.readAllBytes(picture), picture.toString());
            byte[] scaled = decoded.resizedTo(shape.channels(), shape.height(), shape.width())
                    .pixels();
            String name = name(picture);
            int slash = name.indexOf('/');
            int label = slash < 0 ? Images.NO_LABEL : classes.indexOf(name.substring(0, slash));
            if (label < 0 && !classes.isEmpty()) {
                throw new UserError("picture %s lies beside the class folders %s; move it into one of them"
                        .formatted(picture, classes));
            }
            sink.add(scaled, label, id++);
        }
    }

    /** SHA-256 over names and contents. */
    String sha256() {
        MessageDigest digest = Images.newSha256();
        byte[] buffer = new byte[1 << 16];
        for (Path picture : pictures()) {
            digest.update((name(picture) + "\n" + picture.toFile().length() + "\n").getBytes(StandardCharsets.UTF_8));
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
