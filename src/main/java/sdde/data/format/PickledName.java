package sdde.data.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;

/** The names that a pickle of an array may call, and what stands for them here. */
enum PickledName {
    RECONSTRUCT("numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct"),
    NDARRAY("numpy ndarray"),
    DTYPE("numpy dtype"),
    ENCODE("_codecs encode");

    /** Gets its contents after it was made. */
    interface Stateful {
        void set(List<@Nullable Object> state);
    }

    private final String name;
    private final String laterName;

    PickledName(String name) {
        this(name, name);
    }

    /** @param laterName since NumPy 2 */
    PickledName(String name, String laterName) {
        this.name = name;
        this.laterName = laterName;
    }

    /** @throws UserError for any other name: calling it could do anything */
    static PickledName of(String module, String name, String file) {
        String wanted = module + " " + name;
        for (PickledName known : values()) {
            if (known.name.equals(wanted) || known.laterName.equals(wanted)) {
                return known;
            }
        }
        throw new UserError(
                "pickle %s is refused: it calls '%s.%s', which could do anything; only lists, dictionaries, texts and NumPy arrays are read"
                        .formatted(file, module, name));
    }

    Object call(List<@Nullable Object> arguments) {
        return switch (this) {
            case RECONSTRUCT -> new PickledArray();
            case DTYPE -> type(arguments.get(0));
            case ENCODE -> encode(arguments);
            case NDARRAY -> throw new IllegalArgumentException("an array is made by _reconstruct");
        };
    }

    private static Type type(@Nullable Object code) {
        if (code instanceof String text) {
            return new Type(text);
        }
        throw new IllegalArgumentException("a type is named by a text");
    }

    /** How Python 3 writes bytes in the old protocols. */
    private static Object encode(List<@Nullable Object> arguments) {
        if (arguments.size() == 2 && arguments.get(0) instanceof String text && "latin1".equals(arguments.get(1))) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new IllegalArgumentException("encode takes a text and latin1");
    }

    /** Type of an array's entries: {@code u1}. */
    record Type(String code) implements Stateful {
        @Override
        public void set(List<@Nullable Object> state) {
            // byte order and fields, which single bytes do not have
        }
    }
}
