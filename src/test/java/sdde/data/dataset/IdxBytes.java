package sdde.data.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** IDX files for tests. */
final class IdxBytes {
    private IdxBytes() {}

    /** Header of unsigned bytes with these extents, then the entries, whether they fit or not. */
    static byte[] of(byte[] entries, int... extents) {
        return ofType(0x08, entries, extents);
    }

    static byte[] ofType(int type, byte[] entries, int... extents) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + entries.length);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) extents.length);
        for (int extent : extents) {
            file.putInt(extent);
        }
        return file.put(entries).array();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
