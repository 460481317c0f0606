package sdde.report;

/** The result table for the terminal, printed at the end of a sweep. */
public final class TextSummary {
    private TextSummary() {}

    /** Lines of at most about 100 characters, '\n' at the end of each; no colours. */
    public static String of(Study study) {
        return of(study, ReportOptions.DEFAULT);
    }

    public static String of(Study study, ReportOptions options) {
        return study.heading().title() + options.baseline() + "\n";
    }
}
