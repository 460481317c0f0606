package sdde.report;

/**
 * What a reader may choose.
 *
 * @param baseline the method that the others are compared with; the first of the plan where it is missing
 * @param aggregator for the main table: the same for all methods
 */
public record ReportOptions(String baseline, String aggregator) {
    /** The paper's U_avg: the maximum of the mean logit. */
    public static final ReportOptions DEFAULT = new ReportOptions("de", "logit-average");
}
