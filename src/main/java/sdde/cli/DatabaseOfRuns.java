package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import sdde.evaluate.Evaluator;
import sdde.run.Home;
import sdde.store.Database;
import sdde.store.Rebuild;

/** The results database, made anew from the run folders where it is missing or damaged: they are the truth. */
final class DatabaseOfRuns {
    private DatabaseOfRuns() {}

    /** @param console is told what was wrong. The home's lock must be held */
    static Database open(Home home, Console console) {
        Path file = home.database().resolveSibling("results.db.mv.db");
        if (!Files.exists(file) && !KnownRun.ids(home).isEmpty()) {
            rebuild(home, console, "there is no results database, but there are runs");
        } else {
            Optional<String> damage = Database.damage(home);
            if (damage.isPresent()) {
                Path aside = file.resolveSibling("results.db.damaged.mv.db");
                move(file, aside);
                rebuild(home, console, damage.get() + "; it was put aside as " + aside.getFileName());
            }
        }
        return Database.open(home);
    }

    private static void rebuild(Home home, Console console, String why) {
        console.line("note: " + why + "; making it anew from " + home.runs());
        Rebuild.Summary summary = Rebuild.run(home, Evaluator::evaluate);
        summary.skipped().forEach(reason -> console.error("passed over " + reason));
        console.line("note: rebuilt from %d runs of %d sweeps".formatted(summary.runs(), summary.sweeps()));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + from + " to " + to, e);
        }
    }
}
