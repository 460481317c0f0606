package sdde.data.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;
import sdde.config.MissingData;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.files.Catalog;

/**
 * Reader of IDX, the format of MNIST: two zero bytes, the type of the entries, the number of dimensions, each extent as a
 * big-endian 32-bit number, then the entries. Gzip is recognised by its first bytes.
 *
 * <p>A header is not believed: memory is taken as bytes arrive, never for what an extent promises.
 */
final class IdxFile {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int MOST_DIMENSIONS = 4;
    private static final long LARGEST = 1L << 30;

    private IdxFile() {}

    /** @throws UserError if the file is missing or damaged */
    static IdxArray read(Path file) {
        return open(file, IdxFile::read);
    }

    /** Extents alone: reads no more than the header. @throws UserError if the file is missing or damaged */
    static int[] extents(Path file) {
        return open(file, (in, name) -> header(Gzip.unpacked(in), name, Images.newSha256()));
    }

    /** @throws UserError if the bytes are no whole IDX array */
    static IdxArray read(InputStream in, String name) throws IOException {
        try {
            return decode(Gzip.unpacked(in), name);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
        }
    }

    private interface Use<T> {
        T of(InputStream in, String name) throws IOException;
    }

    private static <T> T open(Path file, Use<T> use) {
        String name = "IDX file " + file;
        try (InputStream in = Files.newInputStream(file)) {
            return use.of(in, name);
        } catch (NoSuchFileException e) {
            throw new MissingData(name + " does not exist; "
                    + Catalog.fetching(file)
                            .map(command -> "get it with '" + command + "'")
                            .orElse("give the path of a file, plain or gzipped"));
        } catch (EOFException | ZipException e) {
            throw damaged(name, e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static IdxArray decode(InputStream in, String name) throws IOException {
        MessageDigest digest = Images.newSha256();
        int[] extents = header(in, name, digest);
        int expected = 1;
        for (int extent : extents) {
            expected *= extent; // checked by header()
        }
        checkMemory(expected, name);
        byte[] entries = in.readNBytes(expected);
        if (entries.length < expected) {
            throw damaged(
                    name,
                    "expected %d entries for %s, got %d".formatted(expected, Arrays.toString(extents), entries.length),
                    null);
        }
        if (in.read() >= 0) {
            throw damaged(
                    name, "it goes on after the %d entries for %s".formatted(expected, Arrays.toString(extents)), null);
        }
        digest.update(entries);
        return new IdxArray(name, extents, entries, HexFormat.of().formatHex(digest.digest()));
    }

    /** Reading takes twice the size for a moment, in blocks and as a whole. */
    private static void checkMemory(int bytes, String name) {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap / 3) {
            throw new UserError("%s promises %d MiB, too much for a heap of %d MiB; give Java more with -Xmx"
                    .formatted(name, bytes >> 20, heap >> 20));
        }
    }

    private static int[] header(InputStream in, String name, MessageDigest digest) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw damaged(name, "it does not begin as an IDX file", null);
        }
        if (magic[2] != UNSIGNED_BYTES) {
            throw new UserError("%s holds entries of type 0x%02x; supported is only 0x08, unsigned bytes"
                    .formatted(name, magic[2]));
        }
        if (magic[3] < 1 || magic[3] > MOST_DIMENSIONS) {
            throw damaged(name, "it has %d dimensions, expected 1 to %d".formatted(magic[3], MOST_DIMENSIONS), null);
        }
        byte[] numbers = in.readNBytes(magic[3] * Integer.BYTES);
        if (numbers.length < magic[3] * Integer.BYTES) {
            throw damaged(name, "it ends inside its header", null);
        }
        digest.update(magic);
        digest.update(numbers);
        int[] extents = new int[magic[3]];
        java.nio.ByteBuffer.wrap(numbers).asIntBuffer().get(extents);
        checkExtents(extents, name);
        return extents;
    }

    private static void checkExtents(int[] extents, String name) {
        long product = 1;
        for (int extent : extents) {
            if (extent < 1) {
                throw damaged(name, "its extents %s must be >= 1".formatted(Arrays.toString(extents)), null);
            }
            product *= extent;
            if (product > LARGEST) {
                throw new UserError("%s promises more than 1 GiB by its extents %s; split it into smaller files"
                        .formatted(name, Arrays.toString(extents)));
            }
        }
    }

    private static UserError damaged(String name, String why, @org.jspecify.annotations.Nullable Exception cause) {
        String message = name + " is damaged: " + why;
        return cause == null ? new UserError(message) : new UserError(message, cause);
    }
}
