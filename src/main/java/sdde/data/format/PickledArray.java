package sdde.data.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A NumPy array of unsigned bytes in C order, out of a pickle. */
public final class PickledArray implements PickledName.Stateful {
    private static final int MOST_DIMENSIONS = 4;

    private long[] shape = {0};
    private byte[] entries = {};

    PickledArray() {}

    /** Not a copy. */
    public long[] shape() {
        return shape;
    }

    /** As many as the product of the shape; not a copy. */
    public byte[] entries() {
        return entries;
    }

    @Override
    public void set(List<@Nullable Object> state) {
        if (state.size() != 5
                || !(state.get(1) instanceof List<?> extents)
                || extents.size() > MOST_DIMENSIONS
                || !(state.get(2) instanceof PickledName.Type type)
                || !(state.get(4) instanceof byte[] bytes)
                || !type.code().equals("u1")
                || !Boolean.FALSE.equals(state.get(3))) {
            throw new IllegalArgumentException("expected an array of unsigned bytes in C order");
        }
        long[] wanted = extents.stream().mapToLong(extent -> (Long) extent).toArray();
        long count = 1;
        for (long extent : wanted) {
            count = extent < 0 ? -1 : Math.multiplyExact(count, extent);
        }
        if (count != bytes.length) {
            throw new IllegalArgumentException("%d bytes for an array of %d".formatted(bytes.length, count));
        }
        shape = wanted;
        entries = bytes;
    }
}
