package sdde.data;

import com.google.errorprone.annotations.concurrent.LazyInit;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Labelled images of one size as unsigned bytes, (B, C, H, W) in C order, on the heap or in a mapped file. Selections are
 * views: the images of a training and a validation split lie in memory once, whoever reads them.
 *
 * <p>The arrays are handed out, not copied: readers must not write to them. Equality is by reference, as for arrays.
 */
public final class Images {
    /** Label of an image that has none. */
    public static final int NO_LABEL = -1;

    private final Shape shape;
    /** Images one after another; read by absolute position alone, so that threads can share it. */
    private final ByteBuffer store;
    /** Where in the store each image lies; null: in the order of the store. */
    private final int @Nullable [] places;

    private final int[] labels;
    private final long[] ids;

    /** The store's own array if it holds just these images. */
    @LazyInit
    private byte @Nullable [] pixels;

    @LazyInit
    private @Nullable String sha256;

    /** Size of each image. */
    public record Shape(int channels, int height, int width) {
        public Shape {
            if ((channels != 1 && channels != 3) || height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "images must be (1 or 3, >= 1, >= 1), got (%d, %d, %d)".formatted(channels, height, width));
            }
        }

        /** Bytes of one image. */
        public int bytes() {
            return Math.multiplyExact(Math.multiplyExact(channels, height), width);
        }

        @Override
        public String toString() {
            return "(%d, %d, %d)".formatted(channels, height, width);
        }
    }

    /**
     * @param pixels B·C·H·W
     * @param labels B, from 0, or {@link #NO_LABEL}
     * @param ids B, original positions in the file
     */
    public Images(Shape shape, byte[] pixels, int[] labels, long[] ids) {
        if (labels.length != ids.length || pixels.length != Math.multiplyExact((long) shape.bytes(), labels.length)) {
            throw new IllegalArgumentException("%d labels, %d ids and %d bytes do not make images of %s"
                    .formatted(labels.length, ids.length, pixels.length, shape));
        }
        this.shape = shape;
        this.store = ByteBuffer.wrap(pixels);
        this.places = null;
        this.labels = labels;
        this.ids = ids;
        this.pixels = pixels;
    }

    private Images(Shape shape, ByteBuffer store, int @Nullable [] places, int[] labels, long[] ids) {
        this.shape = shape;
        this.store = store;
        this.places = places;
        this.labels = labels;
        this.ids = ids;
    }

    /**
     * Images in a file that the system maps into memory: it is shared by all processes and weighs nothing on the heap.
     *
     * @param store B·C·H·W bytes from position 0 to its limit
     */
    public static Images mapped(Shape shape, ByteBuffer store, int[] labels, long[] ids) {
        if (labels.length != ids.length || store.limit() != Math.multiplyExact((long) shape.bytes(), labels.length)) {
            throw new IllegalArgumentException("%d labels, %d ids and %d bytes do not make images of %s"
                    .formatted(labels.length, ids.length, store.limit(), shape));
        }
        return new Images(shape, store, null, labels, ids);
    }

    /** B. */
    public int size() {
        return labels.length;
    }

    public Shape shape() {
        return shape;
    }

    public int channels() {
        return shape.channels();
    }

    public int height() {
        return shape.height();
    }

    public int width() {
        return shape.width();
    }

    /** Copies one image, C·H·W unsigned bytes, 0 black. @param to at least as many */
    public void read(int row, byte[] to) {
        int bytes = shape.bytes();
        store.get(place(row) * bytes, to, 0, bytes);
    }

    private int place(int row) {
        return places == null ? row : places[row];
    }

    /**
     * B·C·H·W unsigned bytes, 0 black, on the heap; not to be written to. For few images: {@link #read} takes no memory.
     */
    public byte[] pixels() {
        byte[] known = pixels;
        if (known == null) {
            int bytes = shape.bytes();
            known = new byte[Math.multiplyExact(size(), bytes)];
            for (int row = 0; row < size(); row++) {
                store.get(place(row) * bytes, known, row * bytes, bytes);
            }
            pixels = known;
        }
        return known;
    }

    /** B labels from 0, or {@link #NO_LABEL}; not a copy. */
    public int[] labels() {
        return labels;
    }

    /** B positions in the original file, the same whatever the split; not a copy. */
    public long[] ids() {
        return ids;
    }

    /** Some rows in the order given, as a view of the same bytes; a row may come twice. */
    public Images select(int[] rows) {
        int[] chosenPlaces = new int[rows.length];
        int[] chosenLabels = new int[rows.length];
        long[] chosenIds = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosenPlaces[i] = place(rows[i]);
            chosenLabels[i] = labels[rows[i]];
            chosenIds[i] = ids[rows[i]];
        }
        return new Images(shape, store, chosenPlaces, chosenLabels, chosenIds);
    }

    /** The same images and ids under other labels. @param others B, from 0, or {@link #NO_LABEL} */
    public Images labelled(int[] others) {
        if (others.length != labels.length) {
            throw new IllegalArgumentException("%d labels for %d images".formatted(others.length, labels.length));
        }
        return new Images(shape, store, places, others, ids);
    }

    /** The first images, all of them if there are fewer. */
    public Images first(int count) {
        return count >= size()
                ? this
                : select(java.util.stream.IntStream.range(0, count).toArray());
    }

    /** At most so many images, each class as often as the others, in the order of the file. @param most 0: all */
    public Images sample(int most) {
        return most == 0 || most >= size() ? this : select(ClassesInTurn.rows(labels, most));
    }

    /**
     * The images as a network of another input size sees them: channels first (grey is repeated, colours become their
     * ITU-R 601-2 luma), then the shorter side is scaled with an antialiased bilinear filter and the centre cut out.
     * Bytes equal those of Pillow under torchvision's {@code Resize} and {@code CenterCrop}.
     *
     * @return this, if nothing changes
     */
    public Images resizedTo(int channels, int height, int width) {
        Shape target = new Shape(channels, height, width);
        return target.equals(shape) ? this : new Images(target, Resize.to(target, this), labels, ids);
    }

    /** Bare lower-case hex, over size, ids, labels and pixels. */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = digest();
            sha256 = known;
        }
        return known;
    }

    /** A digest that was fed all but the pixels: with those of every image it gives {@link #sha256}. */
    public static MessageDigest digestOf(Shape shape, int[] labels, long[] ids) {
        MessageDigest digest = newSha256();
        ByteBuffer numbers = ByteBuffer.allocate(4 * Integer.BYTES + labels.length * (Integer.BYTES + Long.BYTES));
        numbers.putInt(labels.length)
                .putInt(shape.channels())
                .putInt(shape.height())
                .putInt(shape.width());
        Arrays.stream(labels).forEach(numbers::putInt);
        Arrays.stream(ids).forEach(numbers::putLong);
        digest.update(numbers.flip());
        return digest;
    }

    private String digest() {
        MessageDigest digest = digestOf(shape, labels, ids);
        byte[] image = new byte[shape.bytes()];
        for (int row = 0; row < size(); row++) {
            read(row, image);
            digest.update(image);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A fresh digest. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
