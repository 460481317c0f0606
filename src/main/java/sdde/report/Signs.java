package sdde.report;

import java.util.ArrayList;
import java.util.List;

/** What was looked at for one {@link Diagnostic}: its evidence for and against. */
final class Signs {
    private static final int MOST_FOUND = 8;
    private static final int MOST_CLEAR = 2;

    private final List<String> found = new ArrayList<>();
    private final List<String> clear = new ArrayList<>();

    void add(boolean isFound, String evidence) {
        (isFound ? found : clear).add(evidence);
    }

    /** @param missing what it takes to tell, where nothing could be looked at. @param result if any sign was found */
    Diagnostic diagnostic(Kind kind, Diagnostic.Result result, String missing, String advice) {
        if (found.isEmpty() && clear.isEmpty()) {
            return new Diagnostic(
                    kind.id, kind.title, kind.rule, Diagnostic.Result.UNKNOWN, List.of("needs " + missing), advice);
        }
        return found.isEmpty()
                ? new Diagnostic(
                        kind.id, kind.title, kind.rule, Diagnostic.Result.CLEAR, few(clear, MOST_CLEAR), advice)
                : new Diagnostic(kind.id, kind.title, kind.rule, result, few(found, MOST_FOUND), advice);
    }

    private static List<String> few(List<String> evidence, int most) {
        if (evidence.size() <= most) {
            return evidence;
        }
        List<String> few = new ArrayList<>(evidence.subList(0, most));
        few.add("and " + (evidence.size() - most) + " more");
        return few;
    }

    /** What a diagnostic looks for. */
    record Kind(String id, String title, String rule) {}
}
