package sdde.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;

/**
 * Entries of a tar, tar.gz or zip archive, read one after another; nothing is ever unpacked to disk. An archive with an
 * entry that would land outside its folder, a link, a device, or more bytes than fit its size is refused as a whole.
 */
public final class Archive {
    /** Takes the entries it wants. */
    public interface Visitor {
        /** @param content ends the reading if it is longer than an honest archive's; closed by the caller */
        void visit(String name, InputStream content) throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    private final Path file;

    public Archive(Path file) {
        this.file = file;
    }

    /**
     * Visits every regular entry in the order of the archive.
     *
     * @throws UserError naming the archive, if it is damaged, hostile, or of another format
     */
    public void each(Visitor visitor) {
        try {
            Entries entries = new Entries(file, Files.size(file));
            byte[] magic = magic();
            if (magic.length >= 2 && magic[0] == 'P' && magic[1] == 'K') {
                zip(entries, visitor);
            } else {
                boolean gzip = magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
                tar(entries, visitor, gzip);
            }
            entries.end();
        } catch (IOException | IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UserError("archive %s is damaged: %s".formatted(file, why), e);
        }
    }

    private byte[] magic() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(2);
        }
    }

    private void zip(Entries entries, Visitor visitor) throws IOException {
        entries.expect(listed());
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            Enumeration<ZipArchiveEntry> all = zip.getEntriesInPhysicalOrder();
            while (all.hasMoreElements()) {
                ZipArchiveEntry entry = all.nextElement();
                entries.admit(entry.getName(), !entry.isUnixSymlink());
                if (!entry.isDirectory()) {
                    try (InputStream content = entries.counted(zip.getInputStream(entry))) {
                        visitor.visit(entry.getName(), content);
                    }
                }
            }
        }
    }

    /** By Java's own reader, which keeps the list packed. */
    private int listed() {
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            return zip.size();
        } catch (IOException stricterThanTheOther) {
            return 0;
        }
    }

    private void tar(Entries entries, Visitor visitor, boolean gzip) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                // everything that comes out of gzip is counted, headers and skipped entries as well
                InputStream plain = gzip ? entries.counted(new java.util.zip.GZIPInputStream(raw, BUFFER)) : raw;
                TarArchiveInputStream tar = new TarArchiveInputStream(entries.bounded(plain))) {
            for (ArchiveEntry entry = next(tar, entries); entry != null; entry = next(tar, entries)) {
                entries.admit(entry.getName(), isPlain((TarArchiveEntry) entry));
                if (!entry.isDirectory()) {
                    visitor.visit(entry.getName(), Entries.open(tar));
                }
            }
        }
    }

    private static @Nullable ArchiveEntry next(TarArchiveInputStream tar, Entries entries) throws IOException {
        while (tar.getCurrentEntry() != null && tar.skip(Long.MAX_VALUE) > 0) {
            // what nobody wanted of the last entry
        }
        entries.headBegins();
        ArchiveEntry entry = tar.getNextEntry();
        entries.headEnds();
        return entry;
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        boolean link = entry.isLink() || entry.isSymbolicLink();
        boolean device = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        return !link && !device && !entry.isSparse();
    }
}
