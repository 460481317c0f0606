package sdde.data.dataset;

/** Sizes of a side that make sense. */
final class Sides {
    private static final int LARGEST = 1024;

    private Sides() {}

    static void check(int size) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("size must be in [1, %d], got %d".formatted(LARGEST, size));
        }
    }
}
