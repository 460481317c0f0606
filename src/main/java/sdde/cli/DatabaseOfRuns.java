package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import sdde.config.UserError;
import sdde.evaluate.Evaluator;
import sdde.run.Home;
import sdde.run.RunId;
import sdde.schedule.HomeLock;
import sdde.store.Database;
import sdde.store.Gaps;
import sdde.store.Rebuild;

/** The results database, made anew from the run folders where it is missing or damaged: they are the truth. */
final class DatabaseOfRuns {
    private DatabaseOfRuns() {}

    /**
     * With what it lacked read again. The home's lock must be held.
     *
     * @param console is told what was wrong
     * @param besides runs that the caller records itself
     */
    static Database open(Home home, Console console, Set<RunId> besides) {
        Path file = home.database().resolveSibling("results.db.mv.db");
        if (Database.isMissing(home) && !KnownRun.ids(home).isEmpty()) {
            rebuild(home, console, "there is no results database, but there are runs");
        } else {
            Optional<String> damage = Database.damage(home);
            if (damage.isPresent()) {
                Path aside = file.resolveSibling("results.db.damaged.mv.db");
                move(file, aside);
                rebuild(home, console, damage.get() + "; it was put aside as " + aside.getFileName());
            }
        }
        Database database = Database.open(home);
        try {
            fillGaps(home, database, console, besides);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Made anew if somebody has deleted it while it was open. The home's lock must be held, the database be closed. */
    static void restore(Home home, Console console) {
        if (Database.isMissing(home)) {
            rebuild(home, console, "the results database was deleted while the sweep ran");
        }
    }

    /** Puts it aside, so that the next start makes it anew. The home's lock must be held, the database be closed. */
    static UserError setAside(Home home, String damage, Throwable cause) {
        Path file = home.database().resolveSibling("results.db.mv.db");
        Path aside = file.resolveSibling("results.db.damaged.mv.db");
        move(file, aside);
        return new UserError(
                "the results database is damaged (%s) and was put aside as %s; the same command makes it anew from %s and goes on"
                        .formatted(damage, aside.getFileName(), home.runs()),
                cause);
    }

    /** For a command that only reads. @param console is told if something is not in the database that could be */
    static Database readOnly(Home home, Console console) {
        Database database = Database.readOnly(home);
        int gaps = HomeLock.holder(home).isPresent() ? 0 : Gaps.count(home, database); // a sweep fills them itself
        if (gaps > 0) {
            console.error(
                    "note: the results database lacks rows of %d plans or runs that are under %s; `sweep rebuild` reads them"
                            .formatted(gaps, home.runs()));
        }
        return database;
    }

    private static void fillGaps(Home home, Database database, Console console, Set<RunId> besides) {
        Rebuild.Summary read = Gaps.fill(home, database, besides, Evaluator::evaluate);
        read.skipped().forEach(reason -> console.error("passed over " + reason));
        if (read.sweeps() + read.runs() > 0) {
            console.line(
                    "note: the results database lacked rows of %d runs and %d plans (it was cut short, or they were copied here); they were read from %s"
                            .formatted(read.runs(), read.sweeps(), home.runs()));
        }
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
