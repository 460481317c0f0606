package sdde.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.UserError;

@Timeout(20)
class ArchiveTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsTarTarGzAndZip() throws IOException {
        assertThat(read(tar("a.tar", "x/a.txt"))).containsExactly("x/a.txt=hello");
        assertThat(read(gzip(tar("b.tar", "x/a.txt", "b.txt")))).containsExactly("x/a.txt=hello", "b.txt=hello");
        assertThat(read(zip("c.zip", "x/a.txt"))).containsExactly("x/a.txt=hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "x/../../evil", "/etc/evil", "C:/evil", "x\\..\\evil", "a/.."})
    void refusesEntriesThatLeadOut(String name) throws IOException {
        for (Path archive : List.of(tarOf(new TarArchiveEntry(name, true)), zip("evil.zip", name))) {
            assertThatThrownBy(() -> read(archive))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("archive " + archive + " is refused: it has the entry '")
                    .hasMessageEndingWith("', which leads out of its folder");
        }
        assertNothingElseWasWritten();
    }

    @Test
    void refusesLinksAndDevices() throws IOException {
        for (byte kind :
                new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO}) {
            TarArchiveEntry entry = new TarArchiveEntry("x/link", kind);
            entry.setLinkName("/etc/passwd");

            assertThatThrownBy(() -> read(tarOf(entry)))
                    .isInstanceOf(UserError.class)
                    .hasMessageEndingWith(" is refused: it has the entry 'x/link', which is a link or a device");
        }
        Path zip = folder.resolve("link.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("x/link");
            entry.setUnixMode(0120777);
            out.putArchiveEntry(entry);
            out.write("/etc/passwd".getBytes(StandardCharsets.US_ASCII));
            out.closeArchiveEntry();
        }
        assertThatThrownBy(() -> read(zip)).isInstanceOf(UserError.class).hasMessageContaining("a link or a device");
    }

    @Test
    void refusesBombsBeforeTheyAreUnpacked() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("zeros"));
            zeros(out, 300);
            out.closeEntry();
        }
        Path tar = folder.resolve("bomb.tar.gz");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(
                new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(tar))))) {
            TarArchiveEntry entry = new TarArchiveEntry("zeros");
            entry.setSize(300L << 20);
            out.putArchiveEntry(entry);
            zeros(out, 300);
            out.closeArchiveEntry();
        }

        for (Path bomb : List.of(zip, tar)) {
            assertThatThrownBy(() -> new Archive(bomb)
                            .each((name, content) -> content.transferTo(OutputStream.nullOutputStream())))
                    .isInstanceOf(UserError.class)
                    .hasMessage("archive " + bomb + " is refused: it unpacks to more than 100 times its size");
        }
        // an entry that nobody wants is not unpacked for nothing either
        assertThatThrownBy(() -> new Archive(tar).each((name, content) -> {})).isInstanceOf(UserError.class);
    }

    /** The list of a zip and the names of a tar are read before anybody is asked. */
    @Test
    void refusesListsAndNamesThatWouldFillTheMemory() throws IOException {
        Path zip = zipOfOneEntryNamedOften(600_000);
        assertThatThrownBy(() -> read(zip))
                .isInstanceOf(UserError.class)
                .hasMessage("archive " + zip + " is refused: it has 600000 entries, more than 500000");
        Path tar = folder.resolve("long.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            name.setSize(2 << 20);
            out.putArchiveEntry(name);
            zeros(out, 2);
            out.closeArchiveEntry();
        }
        assertThatThrownBy(() -> read(tar))
                .isInstanceOf(UserError.class)
                .hasMessage("archive " + tar
                        + " is refused: it has an entry with a name or attributes of more than 1048576 bytes");
    }

    /** Entries that nobody reads, larger than a head may be, lie between those that are. */
    @Test
    void passesOverWhatIsNotWanted() throws IOException {
        Path path = folder.resolve("large.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(path))) {
            for (int i = 0; i < 3; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("x" + i);
                entry.setSize(3 << 20);
                out.putArchiveEntry(entry);
                zeros(out, 3);
                out.closeArchiveEntry();
            }
        }
        for (Path archive : List.of(path, gzip(path))) {
            List<String> names = new ArrayList<>();
            new Archive(archive).each((name, content) -> names.add(name + content.readNBytes(10).length));
            assertThat(names).containsExactly("x010", "x110", "x210");
        }
    }

    /** A zip's list may name the same place in the file again and again. */
    private Path zipOfOneEntryNamedOften(int count) throws IOException {
        byte[] local = {
            'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'a'
        };
        byte[] listed = Arrays.copyOf(new byte[] {'P', 'K', 1, 2, 20, 0, 20, 0}, 47);
        listed[28] = 1;
        listed[46] = 'a';
        ByteBuffer end = ByteBuffer.allocate(98).order(ByteOrder.LITTLE_ENDIAN);
        long size = 47L * count;
        end.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        end.putLong(count).putLong(count).putLong(size).putLong(local.length);
        end.putInt(0x07064b50).putInt(0).putLong(local.length + size).putInt(1);
        end.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1);
        Path path = folder.resolve("often.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            out.write(local);
            for (int i = 0; i < count; i++) {
                out.write(listed);
            }
            out.write(end.array());
        }
        return path;
    }

    @Test
    void refusesDamagedAndOtherFiles() throws IOException {
        Path packed = gzip(tar("d.tar", "x/a.txt", "x/b.txt"));
        byte[] bytes = Files.readAllBytes(packed);
        for (byte[] damaged : List.of(
                Arrays.copyOf(bytes, bytes.length / 2),
                "no archive".repeat(100).getBytes(StandardCharsets.UTF_8),
                new byte[0])) {
            Path file = Files.write(folder.resolve("damaged"), damaged);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageMatching("(?s)archive .*damaged is (damaged|refused): .*");
        }
        Path absent = folder.resolve("absent.tar");
        assertThatThrownBy(() -> read(absent)).isInstanceOf(UserError.class);
    }

    private List<String> read(Path archive) {
        List<String> entries = new ArrayList<>();
        new Archive(archive)
                .each((name, content) ->
                        entries.add(name + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        return entries;
    }

    private void assertNothingElseWasWritten() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("evil.tar", "evil.zip");
        }
    }

    private static void zeros(OutputStream out, int mebibytes) throws IOException {
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < mebibytes; i++) {
            out.write(block);
        }
    }

    private Path tar(String file, String... names) throws IOException {
        Path path = folder.resolve(file);
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(path))) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(5);
                out.putArchiveEntry(entry);
                out.write("hello".getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
        }
        return path;
    }

    private Path tarOf(TarArchiveEntry entry) throws IOException {
        Path path = folder.resolve("evil.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(path))) {
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
        }
        return path;
    }

    private Path gzip(Path plain) throws IOException {
        Path packed = folder.resolve(plain.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        return packed;
    }

    private Path zip(String file, String... names) throws IOException {
        Path path = folder.resolve(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write("hello".getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return path;
    }
}
