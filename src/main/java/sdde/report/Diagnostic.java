package sdde.report;

import java.util.List;

/**
 * A sign that something went wrong, or that a finding is not what one might think, looked for in every report.
 *
 * @param id of {@code [a-z-]}
 * @param title what is looked for
 * @param rule when it counts as found
 * @param result whether it was
 * @param evidence the numbers; of what was found first, else of what was looked at; what is missing where it is unknown
 * @param advice what to do about it
 */
record Diagnostic(String id, String title, String rule, Result result, List<String> evidence, String advice) {
    enum Result {
        FOUND("found"),
        /** Worth knowing, and nobody's mistake. */
        FINDING("a finding, not a fault"),
        CLEAR("not found"),
        UNKNOWN("cannot tell");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Diagnostic {
        evidence = List.copyOf(evidence);
    }
}
