package sdde.evaluate.diversity;

/** Means over pairs of members. */
final class Pairs {
    /** Of two members. */
    interface Measure {
        double of(int first, int second);
    }

    private Pairs() {}

    /** Over {@code i < j}; NaN for one member, or where one pair is undefined. */
    static double mean(int members, Measure measure) {
        double sum = 0;
        for (int i = 0; i < members; i++) {
            for (int j = i + 1; j < members; j++) {
                sum += measure.of(i, j);
            }
        }
        return 2 * sum / (members * (members - 1.0));
    }
}
