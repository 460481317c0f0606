package sdde.data.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.config.UserError;

/**
 * An array in NumPy's {@code .npy} format whose entries are read from the stream by its user. Whole numbers in C order; Python
 * objects, which would be pickles, are refused.
 *
 * @param name of the file, for messages
 * @param type {@code u1}, {@code i8}, …
 * @param shape extents, ≥ 0
 */
public record Npy(String name, String type, List<Long> shape, InputStream entries) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<|>=])([a-zA-Z])(\\d{1,3})', 'fortran_order': (False|True), 'shape': \\(([0-9, ]{0,200})\\),? *\\}");
    private static final int LONGEST_HEADER = 1 << 16;

    /** Reads the header. @throws UserError if it is no array that can be read */
    public static Npy of(InputStream in, String name) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw refused(name, "it does not begin as a NumPy array");
        }
        int lengthBytes = start[6] == 1 ? 2 : 4;
        byte[] length = Arrays.copyOf(exactly(in, lengthBytes, name), 4);
        int count = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (count < 0 || count > LONGEST_HEADER) {
            throw refused(name, "its header claims %d bytes".formatted(count & 0xffffffffL));
        }
        String header = new String(exactly(in, count, name), StandardCharsets.ISO_8859_1).strip();
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw refused(name, "its header is '%s'".formatted(header.substring(0, Math.min(80, header.length()))));
        }
        String type = parts.group(2) + parts.group(3);
        boolean single = parts.group(3).equals("1");
        if (!type.matches("[ui][1248]") || (!single && !parts.group(1).equals("<"))) {
            throw refused(
                    name,
                    "its entries are '%s%s'; expected little-endian whole numbers".formatted(parts.group(1), type));
        }
        if (parts.group(4).equals("True")) {
            throw refused(name, "it is in Fortran order; save it with numpy.ascontiguousarray");
        }
        return new Npy(name, type, shape(parts.group(5), name), in);
    }

    private static List<Long> shape(String text, String name) {
        try {
            List<Long> shape = Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            long product = 1;
            for (long extent : shape) {
                product = Math.multiplyExact(product, extent);
            }
            return shape;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UserError("array %s is refused: its shape is (%s)".formatted(name, text), e);
        }
    }

    /** Bytes of an entry. */
    public int itemSize() {
        return type.charAt(1) - '0';
    }

    /** Skips entries. @throws UserError if there are not so many */
    public void skip(long count) throws IOException {
        try {
            entries.skipNBytes(Math.multiplyExact(count, itemSize()));
        } catch (EOFException e) {
            throw new UserError("array %s is damaged: it ends too early".formatted(name), e);
        }
    }

    /** The next entries of an array of bytes. @throws UserError if there are not so many */
    public void read(byte[] to) throws IOException {
        if (entries.readNBytes(to, 0, to.length) < to.length) {
            throw refused(name, "it ends too early");
        }
    }

    /** All entries of an array of bytes. @throws UserError if there are not so many, or more than memory should hold */
    public byte[] bytes() throws IOException {
        long count = shape.stream().reduce(1L, (a, b) -> a * b); // checked by the header
        long most = Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 3);
        if (!type.equals("u1") || count > most) {
            throw refused(
                    name,
                    "it is %s of type %s; expected bytes, type u1, and at most %d of them"
                            .formatted(shape, type, most));
        }
        return exactly(entries, (int) count, name);
    }

    /** The next entries as labels. @throws UserError if there are not so many, or one is no label */
    public int[] labels(int count) throws IOException {
        byte[] bytes = exactly(entries, Math.multiplyExact(count, itemSize()), name);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            long label =
                    switch (itemSize()) {
                        case 1 -> buffer.get(i) & 0xffL;
                        case 2 -> buffer.getShort(2 * i) & 0xffffL;
                        case 4 -> buffer.getInt(4 * i);
                        default -> buffer.getLong(8 * i);
                    };
            if (label < 0 || label > 0xffff) {
                throw refused(name, "entry %d is %d, which is no label".formatted(i, label));
            }
            labels[i] = (int) label;
        }
        return labels;
    }

    private static byte[] exactly(InputStream in, int count, String name) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw refused(name, "it ends too early");
        }
        return bytes;
    }

    private static UserError refused(String name, String why) {
        return new UserError("array %s is refused: %s".formatted(name, why));
    }
}
