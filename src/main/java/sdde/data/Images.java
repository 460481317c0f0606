package sdde.data;

import com.google.errorprone.annotations.concurrent.LazyInit;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Labelled images of one size as plain bytes, (B, C, H, W) in C order.
 *
 * <p>The arrays are handed out, not copied: readers must not write to them. Equality is by reference, as for arrays.
 */
public final class Images {
    /** Label of an image that has none. */
    public static final int NO_LABEL = -1;

    private final Shape shape;
    private final byte[] pixels;
    private final int[] labels;
    private final long[] ids;

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
        this.pixels = pixels;
        this.labels = labels;
        this.ids = ids;
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

    /** B·C·H·W unsigned bytes, 0 black; not a copy. */
    public byte[] pixels() {
        return pixels;
    }

    /** B labels from 0, or {@link #NO_LABEL}; not a copy. */
    public int[] labels() {
        return labels;
    }

    /** B positions in the original file, the same whatever the split; not a copy. */
    public long[] ids() {
        return ids;
    }

    /** Some rows in the order given, as a copy; a row may come twice. */
    public Images select(int[] rows) {
        int bytes = shape.bytes();
        byte[] chosen = new byte[Math.multiplyExact(rows.length, bytes)];
        int[] chosenLabels = new int[rows.length];
        long[] chosenIds = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(pixels, rows[i] * bytes, chosen, i * bytes, bytes);
            chosenLabels[i] = labels[rows[i]];
            chosenIds[i] = ids[rows[i]];
        }
        return new Images(shape, chosen, chosenLabels, chosenIds);
    }

    /** The first images, all of them if there are fewer. */
    public Images first(int count) {
        return count >= size()
                ? this
                : select(java.util.stream.IntStream.range(0, count).toArray());
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
        return target.equals(shape) ? this : new Images(target, Resize.to(target, shape, pixels), labels, ids);
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

    private String digest() {
        MessageDigest digest = newSha256();
        ByteBuffer numbers = ByteBuffer.allocate(4 * Integer.BYTES + size() * (Integer.BYTES + Long.BYTES));
        numbers.putInt(size()).putInt(channels()).putInt(height()).putInt(width());
        Arrays.stream(labels).forEach(numbers::putInt);
        Arrays.stream(ids).forEach(numbers::putLong);
        digest.update(numbers.flip());
        digest.update(pixels);
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
