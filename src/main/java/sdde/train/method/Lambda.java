package sdde.train.method;

/** What methods check alike. */
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
