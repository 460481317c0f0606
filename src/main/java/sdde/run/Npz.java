package sdde.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

    /** As {@link #read(Path)}, but only arrays of these names: others are not even unpacked. */
    public static Map<String, Npy> read(Path file, Predicate<String> wanted) {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = withoutEnding(entry.getName());
                if (wanted.test(name)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        arrays.put(name, decode(name, in));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), new IOException(e));
        }
        return arrays;
    }

    /** @throws IllegalArgumentException if an entry is no array of a supported type */
    public static Map<String, Npy> read(InputStream in) throws IOException {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = withoutEnding(entry.getName());
                arrays.put(name, decode(name, zip));
            }
        }
        return arrays;
    }

    private static String withoutEnding(String entry) {
        return entry.endsWith(".npy") ? entry.substring(0, entry.length() - 4) : entry;
    }

    private static Npy decode(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_ARRAY);
        if (bytes.length == LARGEST_ARRAY) {
            throw new IllegalArgumentException("array '" + name + "' is larger than 1 GiB");
        }
        return Npy.decode(bytes);
    }
}
