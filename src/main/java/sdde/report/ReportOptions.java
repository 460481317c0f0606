package sdde.report;

/**
 * What a reader may choose.
 *
 * @param baseline the method that the others are compared with; the first of the plan where it is missing
 * @param aggregator for the main table: the same for all methods
 * @param select by what one λ of each method is chosen where a table or figure has room for one
 */
public record ReportOptions(String baseline, String aggregator, Selection.Rule select) {
    /** The paper's U_avg: the maximum of the mean logit. */
    public static final ReportOptions DEFAULT = new ReportOptions("de", "logit-average");

    /** Chooses λ by the validation set, which every sweep has. */
    public ReportOptions(String baseline, String aggregator) {
        this(baseline, aggregator, Selection.Rule.VALIDATION);
    }
}
