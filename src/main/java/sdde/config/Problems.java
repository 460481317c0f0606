package sdde.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /** More would hide the first, which are the ones to mend. */
    private static final int MOST_SHOWN = 100;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<Place> unreadable = new HashSet<>();
    private boolean open;

    /** Notes a problem; equal ones are noted once. */
    public void add(Place place, String text) {
        if (!unreadable.contains(place)) {
            found.add(new Problem(place, text));
        }
    }

    /** Notes that nobody knows what stands at a place: whatever else is said of it is no problem of its own. */
    void addUnreadable(Place place, String text) {
        add(place, text);
        unreadable.add(place);
        leaveOpen();
    }

    /**
     * Notes that something could not be read that names what a sweep consists of: what is missing from it then may only be
     * misspelled, and is no problem of its own.
     */
    public void leaveOpen() {
        open = true;
    }

    public boolean leavesOpen() {
        return open;
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
        String rest = found.size() > MOST_SHOWN ? "\n  and " + (found.size() - MOST_SHOWN) + " more" : "";
        throw new UserError(all().stream()
                .limit(MOST_SHOWN)
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", heading + ", nothing was started:\n  ", rest)));
    }
}
