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

    /** Why a method that needs images of no class cannot run. */
    static String noUnlabelled(String name) {
        return "not supported yet: method '%s', which trains on out-of-distribution images as well".formatted(name);
    }
}
