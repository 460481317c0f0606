package sdde.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects everything that is wrong with a configuration, so that the user sees it all at once, before anything starts. */
public final class Problems {
    /** One thing that is wrong: what, got, expected or known. */
    public record Problem(Place place, String text) {
        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem; equal ones are noted once. */
    public void add(Place place, String text) {
        Problem problem = new Problem(place, text);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems in the order of the file. */
    public List<Problem> all() {
        return found.stream()
                .sorted(Comparator.comparing((Problem p) -> p.place().file())
                        .thenComparing(p -> p.place().line())
                        .thenComparing(p -> p.place().column()))
                .toList();
    }

    /** Does nothing if there is no problem. @throws UserError that lists every one */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        String heading = found.size() == 1 ? "1 problem" : found.size() + " problems";
        throw new UserError(all().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", heading + ", nothing was started:\n  ", "")));
    }
}
