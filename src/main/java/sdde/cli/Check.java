package sdde.cli;

import java.util.List;
import java.util.Map;
import sdde.run.FrozenPlan.Member;

/** A question that trained runs answer with yes or no. */
interface Check {
    String name();

    /** Members that its runs have unless told otherwise. */
    int ensembleSize();

    /** Its methods, as a sweep file lists them. @param lambda as given, or {@code default} */
    String methods(String lambda);

    /** @param runs that succeeded. @throws sdde.config.UserError if they are not those that it needs */
    Outcome judge(List<Member> runs, Invocation invocation) throws Exception;

    /**
     * The answer.
     *
     * @param verdict in a few words
     * @param text the figures for people, lines that end in '\n'
     * @param figures for scripts
     */
    record Outcome(boolean passed, String verdict, String text, Map<String, Object> figures) {
        public Outcome {
            figures = Map.copyOf(figures);
        }
    }
}
