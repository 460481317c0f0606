package sdde.track;

/**
 * What a sending did.
 *
 * @param made runs that were not there
 * @param mended runs that lacked something
 * @param unchanged runs that were there as they should be
 * @param points numbers
 * @param files artifacts
 */
record Sent(int made, int mended, int unchanged, int points, int files) {
    static final Sent NOTHING = new Sent(0, 0, 0, 0, 0);

    Sent plus(Sent other) {
        return new Sent(
                made + other.made,
                mended + other.mended,
                unchanged + other.unchanged,
                points + other.points,
                files + other.files);
    }

    @Override
    public String toString() {
        return "%d made, %d mended, %d there already; %d numbers and %d files sent"
                .formatted(made, mended, unchanged, points, files);
    }
}
