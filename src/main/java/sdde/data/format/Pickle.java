package sdde.data.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;

/**
 * Reader of Python pickles that hold numbers, texts, lists, tuples, dictionaries and NumPy arrays of bytes, protocols 0 to 4 as
 * far as these need them. It builds nothing else: a pickle is a program, and any other name in it is refused.
 */
public final class Pickle {
    /** Each costs memory, a byte of the file may ask for one. */
    private static final int MOST_OBJECTS = 1_000_000;

    /** Of texts that it turns into bytes: each call makes them anew, and may name the same text again. */
    private static final long MOST_ENCODED =
            Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 4);

    private static final Object MARK = new Object();

    private final InputStream in;
    private final String name;
    private final List<@Nullable Object> stack = new ArrayList<>();
    private final Map<Integer, @Nullable Object> memo = new HashMap<>();
    private int objects;
    private long encoded;

    private Pickle(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /**
     * Long, Double, Boolean, String, {@code byte[]}, List, Map, {@link PickledArray} or null.
     *
     * @param name of the file, for messages
     * @throws UserError if it is damaged or holds anything else
     */
    public static @Nullable Object read(InputStream in, String name) throws IOException {
        Pickle pickle = new Pickle(in, name);
        try {
            return pickle.run();
        } catch (EOFException e) {
            throw pickle.refused("it ends too early");
        } catch (ArithmeticException
                | ClassCastException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NullPointerException e) {
            throw new UserError("pickle %s is refused: it is damaged".formatted(name), e);
        }
    }

    private @Nullable Object run() throws IOException {
        while (true) {
            int code = next();
            if (code == '.') {
                return pop();
            }
            step(code);
            if (++objects > MOST_OBJECTS) {
                throw refused("it has more than %d instructions".formatted(MOST_OBJECTS));
            }
        }
    }

    private void step(int code) throws IOException {
        switch (code) {
            case 0x80 -> next(); // PROTO
            case 0x95 -> bytes(8); // FRAME
            case '(' -> stack.add(MARK);
            case '0' -> pop();
            case '1' -> fromMark();
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'I', 'L' -> stack.add(number(line()));
            case 'J' -> stack.add((long) (int) little(4));
            case 'K' -> stack.add(little(1));
            case 'M' -> stack.add(little(2));
            case 0x8a -> stack.add(signed(next()));
            case 'G' -> stack.add(ByteBuffer.wrap(bytes(8)).getDouble());
            default -> container(code);
        }
    }

    private void container(int code) throws IOException {
        switch (code) {
            case ']' -> stack.add(new ArrayList<>());
            case '}' -> stack.add(new LinkedHashMap<>());
            case ')' -> stack.add(new ArrayList<>());
            case 'l', 't' -> stack.add(fromMark());
            case 'd' -> stack.add(setAll(new LinkedHashMap<>(), fromMark()));
            case 'a' -> {
                Object item = pop();
                list(top()).add(item);
            }
            case 'e' -> {
                List<@Nullable Object> items = fromMark();
                list(top()).addAll(items);
            }
            case 's' -> {
                Object value = pop();
                Object key = pop();
                put(map(top()), key, value);
            }
            case 'u' -> {
                List<@Nullable Object> items = fromMark();
                setAll(map(top()), items);
            }
            case 0x85 -> stack.add(last(1));
            case 0x86 -> stack.add(last(2));
            case 0x87 -> stack.add(last(3));
            default -> text(code);
        }
    }

    private void text(int code) throws IOException {
        switch (code) {
            case 'U' -> stack.add(latin1(bytes(next())));
            case 'T' -> stack.add(bytes(little(4))); // Python 2 has one type for both; long ones are pixels
            case 'C' -> stack.add(bytes(next()));
            case 'B' -> stack.add(bytes(little(4)));
            case 0x8e -> stack.add(bytes(little(8)));
            case 'X' -> stack.add(utf8(bytes(little(4))));
            case 0x8c -> stack.add(utf8(bytes(next())));
            case 0x8d -> stack.add(utf8(bytes(little(8))));
            default -> remember(code);
        }
    }

    private void remember(int code) throws IOException {
        switch (code) {
            case 'q' -> memo.put(next(), top());
            case 'r' -> memo.put((int) little(4), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'p' -> memo.put(Math.toIntExact(number(line())), top());
            case 'h' -> stack.add(memo.get(next()));
            case 'j' -> stack.add(memo.get((int) little(4)));
            case 'g' -> stack.add(memo.get(Math.toIntExact(number(line()))));
            case 'c' -> stack.add(PickledName.of(line(), line(), name));
            case 0x93 -> {
                String last = (String) present(pop());
                stack.add(PickledName.of((String) present(pop()), last, name));
            }
            case 'R' -> {
                List<@Nullable Object> arguments = list(pop());
                stack.add(called((PickledName) present(pop()), arguments));
            }
            case 'b' -> {
                Object state = pop();
                ((PickledName.Stateful) present(top())).set(list(state));
            }
            default -> throw refused("it has the instruction 0x%02x, which data do not need".formatted(code));
        }
    }

    private Object called(PickledName callee, List<@Nullable Object> arguments) {
        Object made = callee.call(arguments);
        if (made instanceof byte[] bytes) {
            encoded += bytes.length;
            if (encoded > MOST_ENCODED) {
                throw refused("it makes more than %d bytes out of texts".formatted(MOST_ENCODED));
            }
        }
        return made;
    }

    /** Hashing lists of lists of lists could take for ever, if they hold themselves or the same one twice. */
    private void put(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
        if (key instanceof List || key instanceof Map) {
            throw refused("it has a key that is no text and no number");
        }
        map.put(key, value);
    }

    private UserError refused(String why) {
        return new UserError("pickle %s is refused: %s".formatted(name, why));
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    private byte[] bytes(long count) throws IOException {
        if (count < 0 || count > Integer.MAX_VALUE - 8) {
            throw refused("it promises a text of %d bytes".formatted(count));
        }
        byte[] read = in.readNBytes((int) count); // takes memory as bytes arrive
        if (read.length < count) {
            throw new EOFException();
        }
        return read;
    }

    private long little(int count) throws IOException {
        byte[] padded = java.util.Arrays.copyOf(bytes(count), 8);
        return ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private long signed(int count) throws IOException {
        if (count > 8) {
            throw refused("it has a number of %d bytes".formatted(count));
        }
        long value = little(count);
        int unused = 64 - 8 * count;
        return count == 0 ? 0 : value << unused >> unused;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int value = next(); value != '\n'; value = next()) {
            text.append((char) value);
            if (text.length() > 200) {
                throw refused("it has a line of more than 200 characters");
            }
        }
        return text.toString();
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceFirst("L$", ""));
    }

    private static String latin1(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private @Nullable Object top() {
        return stack.get(stack.size() - 1);
    }

    private @Nullable Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private static Object present(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value, "None where something is needed");
    }

    private List<@Nullable Object> last(int count) {
        List<@Nullable Object> part = stack.subList(stack.size() - count, stack.size());
        List<@Nullable Object> tuple = new ArrayList<>(part);
        part.clear();
        return tuple;
    }

    private List<@Nullable Object> fromMark() {
        List<@Nullable Object> items = last(stack.size() - 1 - stack.lastIndexOf(MARK));
        pop();
        return items;
    }

    @SuppressWarnings("unchecked") // whatever a pickle has in it, its entries are objects
    private static List<@Nullable Object> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new ClassCastException("no list");
    }

    @SuppressWarnings("unchecked") // as above
    private static Map<@Nullable Object, @Nullable Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<@Nullable Object, @Nullable Object>) map;
        }
        throw new ClassCastException("no dictionary");
    }

    private Map<@Nullable Object, @Nullable Object> setAll(
            Map<@Nullable Object, @Nullable Object> map, List<@Nullable Object> items) {
        for (int i = 0; i + 1 < items.size(); i += 2) {
            put(map, items.get(i), items.get(i + 1));
        }
        return map;
    }
}
