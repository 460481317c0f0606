package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;

class IdxFileTest {
    private static final byte[] SIX = {1, 2, 3, 4, 5, 6};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsPlainFiles() {
        IdxArray array = IdxFile.read(file(IdxBytes.of(SIX, 3, 1, 2)));

        assertThat(array.extents()).containsExactly(3, 1, 2);
        assertThat(array.entries()).isEqualTo(SIX);
        assertThat(array.sha256()).isEqualTo("d0b84243d680f892241d09ba09617701edaf5937a66688b399b263616c20c6f0");
    }

    @Test
    void readsGzippedFilesWithTheSameHash() {
        IdxArray plain = IdxFile.read(file(IdxBytes.of(SIX, 6)));

        IdxArray packed = IdxFile.read(file(IdxBytes.gzip(IdxBytes.of(SIX, 6))));

        assertThat(packed.entries()).isEqualTo(SIX);
        assertThat(packed.sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void readsExtentsOfAFileWithoutItsEntries() {
        assertThat(IdxFile.extents(file(IdxBytes.of(SIX, 60_000, 28, 28)))).containsExactly(60_000, 28, 28);
    }

    @Test
    void refusesAMissingFile() {
        Path missing = folder.resolve("absent");

        assertThatThrownBy(() -> IdxFile.read(missing))
                .isInstanceOf(UserError.class)
                .hasMessage("IDX file %s does not exist; give the path of a file, plain or gzipped", missing);
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> IdxFile.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("IDX file " + folder + " cannot be read: ");
    }

    @Test
    void refusesOtherFormats() {
        refuses(new byte[0], " is damaged: it does not begin as an IDX file");
        refuses(new byte[] {0, 0, 8}, " is damaged: it does not begin as an IDX file");
        refuses(
                "PK something".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                " is damaged: it does not begin as an IDX file");
        refuses(IdxBytes.ofType(0x0d, SIX, 6), " holds entries of type 0x0d; supported is only 0x08, unsigned bytes");
        refuses(IdxBytes.of(SIX), " is damaged: it has 0 dimensions, expected 1 to 4");
        refuses(IdxBytes.of(SIX, 1, 1, 1, 1, 6), " is damaged: it has 5 dimensions, expected 1 to 4");
    }

    @Test
    void refusesNegativeAndEmptyExtents() {
        refuses(IdxBytes.of(SIX, -6), " is damaged: its extents [-6] must be >= 1");
        refuses(IdxBytes.of(SIX, 0, 28, 28), " is damaged: its extents [0, 28, 28] must be >= 1");
        refuses(IdxBytes.of(SIX, -1, -1, 6), " is damaged: its extents [-1, -1, 6] must be >= 1");
    }

    @Test
    void refusesHugeExtentsWithoutTakingTheMemory() {
        int huge = Integer.MAX_VALUE;
        refuses(
                IdxBytes.of(SIX, huge, huge, huge),
                " promises more than 1 GiB by its extents [2147483647, 2147483647, 2147483647]; split it into smaller"
                        + " files");
        refuses(
                IdxBytes.of(SIX, 1 << 16, 1 << 16, 2),
                " promises more than 1 GiB by its extents [65536, 65536, 2]; split it into smaller files");
    }

    @Test
    void refusesWhatTheHeapCannotHold() {
        Path file = file(IdxBytes.of(SIX, 1 << 10, 1 << 10, 1 << 10)); // tests run with 2 GiB

        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageMatching(
                        "IDX file .* promises 1024 MiB, too much for a heap of \\d+ MiB; give Java more with"
                                + " -Xmx");
    }

    @Test
    void refusesTruncatedFiles() {
        refuses(
                IdxBytes.of(SIX, 1 << 8, 1 << 10, 1 << 10),
                " is damaged: expected 268435456 entries for" + " [256, 1024, 1024], got 6");
        refuses(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0}, " is damaged: it ends inside its header");
        byte[] packed = IdxBytes.gzip(IdxBytes.of(SIX, 6));
        refuses(Arrays.copyOf(packed, packed.length - 9), " is damaged: Unexpected end of ZLIB input stream");
        refuses(Arrays.copyOf(packed, 5), " is damaged: it ends too early");
    }

    @Test
    void refusesExtraBytes() {
        refuses(IdxBytes.of(SIX, 5), " is damaged: it goes on after the 5 entries for [5]");
        refuses(IdxBytes.gzip(IdxBytes.of(SIX, 5)), " is damaged: it goes on after the 5 entries for [5]");
    }

    @Test
    void refusesABombWithoutUnpackingIt() {
        byte[] bomb = IdxBytes.gzip(IdxBytes.of(new byte[100_000_000], 10));

        refuses(bomb, " is damaged: it goes on after the 10 entries for [10]");
    }

    @Test
    void refusesDamagedGzip() {
        byte[] packed = IdxBytes.gzip(IdxBytes.of(new byte[1000], 1000));
        packed[packed.length - 6] ^= 1; // the checksum

        refuses(packed, " is damaged: Corrupt GZIP trailer");
    }

    @Property(tries = 2000)
    void whateverTheBytesItReadsThemOrNamesTheFile(
            @ForAll @Size(max = 60) byte[] tail, @ForAll @IntRange(max = 5) int dimensions) throws IOException {
        byte[] bytes = new byte[4 + tail.length];
        bytes[2] = 8;
        bytes[3] = (byte) dimensions;
        System.arraycopy(tail, 0, bytes, 4, tail.length);

        Throwable refusal = catchThrowable(() -> IdxFile.read(new java.io.ByteArrayInputStream(bytes), "file x"));

        if (refusal != null) {
            assertThat(refusal).isInstanceOf(UserError.class).hasMessageStartingWith("file x ");
        }
    }

    private void refuses(byte[] bytes, String message) {
        Path file = file(bytes);
        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessage("IDX file " + file + message);
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("images"), bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
