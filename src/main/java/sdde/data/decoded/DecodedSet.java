package sdde.data.decoded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Images.Shape;
import sdde.data.files.DataFolder;

/**
 * Images that were decoded once: {@code <key>.u8} holds their bytes, {@code <key>.labels} label and id of each, {@code <key>.json}
 * the shape; the last is written last and vouches for the others. All of it can be deleted at any time.
 */
public final class DecodedSet {
    /** Puts every image into the sink. */
    public interface Decoder {
        void decode(Sink sink) throws IOException;
    }

    /**
     * What the bytes mean.
     *
     * @param count B
     * @param pixels CRC-32C of the bytes, by which a file is known that was damaged after it was written
     * @param labels the same of labels and ids
     */
    record Facts(int channels, int height, int width, int count, long pixels, long labels) {
        boolean isOf(Shape shape) {
            return channels == shape.channels() && height == shape.height() && width == shape.width();
        }
    }

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LABEL_BYTES = Integer.BYTES + Long.BYTES;

    /** One copy a process, unless memory gets short. */
    private static final Map<Path, SoftReference<Images>> READ = new ConcurrentHashMap<>();

    private final Path pixels;
    private final Path labels;
    private final Path facts;
    private final Path lock;

    private DecodedSet(Path folder, String key) {
        this.pixels = folder.resolve(key + ".u8");
        this.labels = folder.resolve(key + ".labels");
        this.facts = folder.resolve(key + ".json");
        this.lock = folder.resolve(key + ".lock");
    }

    /**
     * The images of a key, decoded now if they never were; a second process that wants the same waits for the first.
     *
     * @param key file name made of everything that the bytes depend on
     * @throws UserError if they cannot be kept
     */
    public static Images of(DataFolder folder, String key, Shape shape, Decoder decoder) {
        DecodedSet set = new DecodedSet(folder.decoded(), key);
        try {
            Files.createDirectories(folder.decoded());
            return set.images(shape, decoder);
        } catch (IOException e) {
            throw new UserError(
                    "cannot keep decoded images in %s: %s; name another data folder with --data or SDDE_DATA"
                            .formatted(folder.decoded(), e.getMessage()),
                    e);
        }
    }

    /** {@link Images#sha256} of a key's images. Where they were never decoded they are now, twice, and nothing is kept. */
    public static String sha256(DataFolder folder, String key, Shape shape, Decoder decoder) throws IOException {
        Optional<Images> known = known(folder, key, shape);
        if (known.isPresent()) {
            return known.get().sha256();
        }
        IntStream.Builder labels = IntStream.builder();
        LongStream.Builder ids = LongStream.builder();
        decoder.decode((image, label, id) -> {
            labels.add(label);
            ids.add(id);
        });
        MessageDigest digest =
                Images.digestOf(shape, labels.build().toArray(), ids.build().toArray());
        decoder.decode((image, label, id) -> digest.update(image, 0, shape.bytes()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** How many images a key has. Where they were never decoded they are now, and nothing is kept. */
    public static int count(DataFolder folder, String key, Shape shape, Decoder decoder) throws IOException {
        Optional<Images> known = known(folder, key, shape);
        if (known.isPresent()) {
            return known.get().size();
        }
        int[] count = new int[1];
        decoder.decode((image, label, id) -> count[0]++);
        return count[0];
    }

    private static Optional<Images> known(DataFolder folder, String key, Shape shape) throws IOException {
        synchronized (DecodedSet.class) {
            return new DecodedSet(folder.decoded(), key).read(shape);
        }
    }

    private Images images(Shape shape, Decoder decoder) throws IOException {
        synchronized (DecodedSet.class) { // file locks are between processes, this is between threads
            Optional<Images> known = read(shape);
            if (known.isPresent()) {
                return known.get();
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                Optional<Images> meanwhile = held.isValid() ? read(shape) : Optional.empty();
                if (meanwhile.isEmpty()) {
                    write(shape, decoder);
                    meanwhile = read(shape);
                }
                return meanwhile.orElseThrow(() -> new IOException(pixels + " was changed while it was written"));
            }
        }
    }

    /** Nothing if it is not there or not whole. */
    private Optional<Images> read(Shape shape) throws IOException {
        SoftReference<Images> known = READ.get(pixels);
        Images images = known == null ? null : known.get();
        if (images == null && Files.exists(facts)) {
            images = map(shape);
        }
        if (images == null) {
            return Optional.empty();
        }
        READ.put(pixels, new SoftReference<>(images));
        return Optional.of(images);
    }

    private @Nullable Images map(Shape shape) throws IOException {
        Optional<Facts> told = told();
        boolean whole = told.isPresent()
                && told.get().isOf(shape)
                && Files.exists(pixels)
                && Files.exists(labels)
                && Files.size(pixels) == (long) told.get().count() * shape.bytes()
                && Files.size(labels) == (long) told.get().count() * LABEL_BYTES;
        if (!whole) {
            return null;
        }
        ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(labels));
        try (FileChannel channel = FileChannel.open(pixels)) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            boolean sound = sum(mapped.duplicate()) == told.get().pixels()
                    && sum(numbers.duplicate()) == told.get().labels();
            return sound ? mapped(shape, mapped, numbers, told.get().count()) : null;
        }
    }

    private static Images mapped(Shape shape, ByteBuffer pixels, ByteBuffer numbers, int count) {
        int[] labels = new int[count];
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            labels[i] = numbers.getInt();
            ids[i] = numbers.getLong();
        }
        return Images.mapped(shape, pixels, labels, ids);
    }

    /** Nothing if it was cut short or is of an edition before: all is decoded again then. */
    private Optional<Facts> told() throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(facts), Facts.class));
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    private static long sum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    private void write(Shape shape, Decoder decoder) throws IOException {
        Path newPixels = pixels.resolveSibling(pixels.getFileName() + ".tmp");
        Path newLabels = labels.resolveSibling(labels.getFileName() + ".tmp");
        Files.deleteIfExists(facts);
        int[] count = new int[1];
        CRC32C pixelSum = new CRC32C();
        CRC32C labelSum = new CRC32C();
        try (OutputStream out = new CheckedOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(newPixels), 1 << 16), pixelSum);
                DataOutputStream numbers = new DataOutputStream(new BufferedOutputStream(
                        new CheckedOutputStream(Files.newOutputStream(newLabels), labelSum)))) {
            decoder.decode((image, label, id) -> {
                checkSize(++count[0], shape);
                out.write(image, 0, shape.bytes());
                numbers.writeInt(label);
                numbers.writeLong(id);
            });
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(newPixels);
            Files.deleteIfExists(newLabels);
            throw e;
        }
        Files.move(newPixels, pixels, StandardCopyOption.REPLACE_EXISTING);
        Files.move(newLabels, labels, StandardCopyOption.REPLACE_EXISTING);
        Path newFacts = facts.resolveSibling(facts.getFileName() + ".tmp");
        Facts told = new Facts(
                shape.channels(), shape.height(), shape.width(), count[0], pixelSum.getValue(), labelSum.getValue());
        Files.write(newFacts, MAPPER.writeValueAsBytes(told));
        Files.move(newFacts, facts, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A buffer of Java holds no more. */
    private static void checkSize(int count, Shape shape) {
        if ((long) count * shape.bytes() > Integer.MAX_VALUE) {
            throw new UserError(
                    "more than %d images of %s do not fit into one mapped file of 2 GiB; choose a smaller size"
                            .formatted(count - 1, shape));
        }
    }
}
