package sdde.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** NumPy's {@code .npz}: named arrays in a zip file. Equal arrays give equal bytes. */
public final class Npz {
    /** No single array of ours comes near; a hostile header must not take the memory. */
    private static final int LARGEST_ARRAY = 1 << 30;

    private Npz() {}

    /** Compressed, with a fixed time stamp; moved into place when whole. */
    public static void write(Path file, Map<String, Npy> arrays) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path half = file.resolveSibling(file.getFileName() + ".tmp");
            try (OutputStream out = Files.newOutputStream(half);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_SPEED);
                for (Map.Entry<String, Npy> array : arrays.entrySet()) {
                    ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                    zip.putNextEntry(entry);
                    zip.write(array.getValue().encode());
                    zip.closeEntry();
                }
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** All arrays in the order of the file. @throws UncheckedIOException naming the file if it is damaged */
    public static Map<String, Npy> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), new IOException(e));
        }
    }

    /** @throws IllegalArgumentException if an entry is no array of a supported type */
    public static Map<String, Npy> read(InputStream in) throws IOException {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                byte[] bytes = zip.readNBytes(LARGEST_ARRAY);
                if (bytes.length == LARGEST_ARRAY) {
                    throw new IllegalArgumentException("array '" + name + "' is larger than 1 GiB");
                }
                arrays.put(name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name, Npy.decode(bytes));
            }
        }
        return arrays;
    }
}
