package sdde.data.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import sdde.config.UserError;

/** The folder that somebody has unpacked from a published archive: packed again, because data sets are read from archives. */
record Unpacked(RemoteFile archive, Path folder) {
    /** What archives unpack to that is not called as they are. */
    private static final Map<String, String> FOLDERS = Map.of(
            "cifar-10-binary", "cifar-10-batches-bin",
            "cifar-10-python", "cifar-10-batches-py",
            "dtd-r1.0.1", "dtd");

    /** Such a folder among paths and what is in them. */
    static Optional<Unpacked> among(List<Path> paths, RemoteFile archive) {
        if (!archive.isArchive()) {
            return Optional.empty();
        }
        String name = archive.name().replaceFirst("\\.(?:zip|tar|tar\\.gz)$", "");
        String wanted = FOLDERS.getOrDefault(name, name);
        return paths.stream()
                .flatMap(path -> Stream.of(path.toAbsolutePath().normalize(), path.resolve(wanted)))
                .filter(path -> path.endsWith(wanted) && Files.isDirectory(path))
                .findFirst()
                .map(path -> new Unpacked(archive, path));
    }

    /** Equal folders give equal bytes: no times, names in order. Hidden files are left out. @throws UserError if it holds a link */
    void pack(Path target) throws IOException {
        try (Stream<Path> all = Files.walk(folder);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
                ArchiveOutputStream<? extends ArchiveEntry> packed = archive(out)) {
            for (Path file : all.sorted().toList()) {
                String name = folder.getFileName() + "/"
                        + folder.relativize(file).toString().replace('\\', '/');
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || name.contains("/.")) {
                    continue;
                }
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new UserError("%s is no file but a link or a device; data sets have none".formatted(file));
                }
                add(packed, file, name);
            }
        }
    }

    private ArchiveOutputStream<? extends ArchiveEntry> archive(OutputStream out) throws IOException {
        if (archive.name().endsWith(".zip")) {
            ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION); // pictures hardly shrink
            return zip;
        }
        TarArchiveOutputStream tar =
                new TarArchiveOutputStream(archive.name().endsWith(".tar") ? out : new GZIPOutputStream(out));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static void add(ArchiveOutputStream<? extends ArchiveEntry> packed, Path file, String name)
            throws IOException {
        if (packed instanceof ZipArchiveOutputStream zip) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setTime(0);
            zip.putArchiveEntry(entry);
        } else if (packed instanceof TarArchiveOutputStream tar) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(file));
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
        }
        Files.copy(file, packed);
        packed.closeArchiveEntry();
    }
}
