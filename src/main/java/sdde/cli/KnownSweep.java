package sdde.cli;

import java.util.List;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.store.Plans;

/** A sweep that was started in a home, by its name. */
final class KnownSweep {
    private KnownSweep() {}

    /** The newest plans of several, each once. */
    static List<FrozenPlan> findAll(List<String> given, Home home) {
        if (given.isEmpty()) {
            throw new UserError("expected the name of a sweep, or of several, got none; known: " + Plans.sweeps(home));
        }
        return given.stream().map(name -> find(name, home)).distinct().toList();
    }

    /** Its newest plan. @param given the name of the sweep, or of its file */
    static FrozenPlan find(String given, Home home) {
        String name = given.replaceFirst(".*/", "").replaceFirst("\\.ya?ml$", "");
        List<String> known = Plans.sweeps(home);
        for (String candidate : List.of(given, name, name.replace('_', '-'))) {
            if (known.contains(candidate)) {
                return Plans.latest(home, candidate)
                        .orElseThrow(() -> new UserError("sweep '" + candidate + "' has no plan in " + home.runs()));
            }
        }
        String hint = DidYouMean.hint(name, known);
        throw new UserError("no sweep '%s' was started in %s%s known: %s"
                .formatted(given, home.folder(), hint.isEmpty() ? ";" : hint, known));
    }
}
