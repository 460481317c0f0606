package sdde.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One array in NumPy's format: C order, little-endian.
 *
 * <p>Equality is by reference, as for arrays.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<|=>])([a-z])(\\d+)', 'fortran_order': (False|True), 'shape': \\(([0-9, ]*)\\),? *\\}");

    private final String type;
    private final long[] shape;
    private final ByteBuffer data;

    private Npy(String type, long[] shape, ByteBuffer data) {
        this.type = type;
        this.shape = shape.clone();
        this.data = data.order(ByteOrder.LITTLE_ENDIAN);
        long expected = Math.multiplyExact(count(shape), (long) itemSize(type));
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("array %s %s needs %d bytes, got %d"
                    .formatted(type, Arrays.toString(shape), expected, data.remaining()));
        }
    }

    public static Npy float32(float[] values, long... shape) {
        ByteBuffer data = allocate(values.length * Float.BYTES);
        data.asFloatBuffer().put(values);
        return new Npy("f4", shape, data);
    }

    public static Npy float32(FloatBuffer values, long... shape) {
        ByteBuffer data = allocate(values.remaining() * Float.BYTES);
        data.asFloatBuffer().put(values.duplicate());
        return new Npy("f4", shape, data);
    }

    public static Npy float64(double[] values, long... shape) {
        ByteBuffer data = allocate(values.length * Double.BYTES);
        data.asDoubleBuffer().put(values);
        return new Npy("f8", shape, data);
    }

    /** Rounded to half precision, ties to even; beyond ±65504 it becomes ±Inf. */
    public static Npy float16(float[] values, long... shape) {
        ByteBuffer data = allocate(values.length * Short.BYTES);
        for (float value : values) {
            data.putShort(Half.fromFloat(value));
        }
        return new Npy("f2", shape, data.flip());
    }

    public static Npy int64(long[] values, long... shape) {
        ByteBuffer data = allocate(values.length * Long.BYTES);
        data.asLongBuffer().put(values);
        return new Npy("i8", shape, data);
    }

    /** Kind and size of an item: {@code f4}, {@code i8}, … */
    public String type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    public int size() {
        return Math.toIntExact(count(shape));
    }

    /** The raw little-endian bytes, read-only. */
    public ByteBuffer bytes() {
        return data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    public float[] floats() {
        float[] values = new float[size()];
        if (type.equals("f4")) {
            data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) at(i);
        }
        return values;
    }

    public double[] doubles() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(i);
        }
        return values;
    }

    public long[] longs() {
        long[] values = new long[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.equals("i8") ? data.getLong(i * Long.BYTES) : (long) at(i);
        }
        return values;
    }

    private double at(int i) {
        return switch (type) {
            case "f2" -> Half.toFloat(data.getShort(i * 2));
            case "f4" -> data.getFloat(i * 4);
            case "f8" -> data.getDouble(i * 8);
            case "i8" -> data.getLong(i * 8);
            case "i4" -> data.getInt(i * 4);
            case "i2" -> data.getShort(i * 2);
            case "i1", "b1" -> data.get(i);
            case "u1" -> data.get(i) & 0xff;
            default -> throw new IllegalStateException("no such type: " + type);
        };
    }

    /** Header and data as in a {@code .npy} file, version 1.0. */
    byte[] encode() {
        String dimensions = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String order = type.endsWith("1") ? "|" : "<";
        String header = "{'descr': '%s%s', 'fortran_order': False, 'shape': (%s), }"
                .formatted(order, type, shape.length == 1 ? dimensions + "," : dimensions);
        int padded = (MAGIC.length + 2 + header.length() + 1 + 63) / 64 * 64; // NumPy aligns the data to 64 bytes
        byte[] all = new byte[padded + data.remaining()];
        Arrays.fill(all, 0, padded, (byte) ' ');
        System.arraycopy(MAGIC, 0, all, 0, MAGIC.length);
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putShort(MAGIC.length, (short) (padded - MAGIC.length - 2));
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, all, MAGIC.length + 2, header.length());
        all[padded - 1] = '\n';
        data.duplicate().get(all, padded, data.remaining());
        return all;
    }

    /** @throws IllegalArgumentException if it is not an array that this class can hold */
    static Npy decode(byte[] all) {
        if (all.length < 12 || !Arrays.equals(all, 0, 6, MAGIC, 0, 6)) {
            throw new IllegalArgumentException("not a NumPy array");
        }
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int start = all[6] == 1 ? 10 : 12;
        int length = all[6] == 1 ? bytes.getShort(8) & 0xffff : bytes.getInt(8);
        if (length < 0 || start + (long) length > all.length) {
            throw new IllegalArgumentException("damaged NumPy header");
        }
        String header = new String(all, start, length, StandardCharsets.US_ASCII).strip();
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches() || parts.group(1).equals(">") || parts.group(4).equals("True")) {
            throw new IllegalArgumentException("unsupported NumPy header: " + header);
        }
        long[] shape = Arrays.stream(parts.group(5).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        ByteBuffer data = bytes.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
        return new Npy(parts.group(2) + parts.group(3), shape, data);
    }

    private static int itemSize(String type) {
        return switch (type) {
            case "f8", "i8" -> 8;
            case "f4", "i4" -> 4;
            case "f2", "i2" -> 2;
            case "i1", "u1", "b1" -> 1;
            default -> throw new IllegalArgumentException("unsupported NumPy type '" + type + "'");
        };
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long extent : shape) {
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
