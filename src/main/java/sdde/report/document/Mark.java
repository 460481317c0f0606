package sdde.report.document;

/** What a reader should see about a number at a glance. */
public enum Mark {
    /** The best mean of its column: bold. */
    BEST,
    /** Not significantly worse than the best: underlined. */
    TIED
}
