package sdde.train.method;

/** The range of the weight, the same for every method. */
final class Lambda {
    private Lambda() {}

    static void check(double lambda) {
        nonNegative("lambda", lambda);
    }

    static void nonNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be >= 0, got " + value);
        }
    }
}
