package sdde.report.statistics;

/** What a test of {@code x} against {@code y} is asked to find. */
public enum Alternative {
    TWO_SIDED,
    /** {@code x} is larger. */
    GREATER,
    /** {@code x} is smaller. */
    LESS
}
