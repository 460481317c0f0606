package sdde.report.statistics;

/** Words for an effect size; conventional and only that. */
public enum Magnitude {
    NEGLIGIBLE,
    SMALL,
    MEDIUM,
    LARGE,
    /** The effect is NaN. */
    UNDEFINED;

    /** The first class whose bound is above the effect's absolute value. */
    static Magnitude of(double effect, double small, double medium, double large) {
        double size = Math.abs(effect);
        if (Double.isNaN(size)) {
            return UNDEFINED;
        }
        if (size < small) {
            return NEGLIGIBLE;
        }
        return size < medium ? SMALL : size < large ? MEDIUM : LARGE;
    }
}
