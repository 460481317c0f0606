package sdde.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import sdde.config.Tracking;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.Json;
import sdde.store.Database;
import sdde.track.Delivery;
import sdde.track.Tracker;

/** What {@code run-sweep} and {@code sync} share of the mirror. */
final class Mirroring {
    private static final int MOST_LINKS = 12;

    private Mirroring() {}

    /** For a sweep that runs now; what its file says of the mirror is kept for a later {@code sync}. */
    static Tracker live(
            Tracking settings, FrozenPlan plan, Invocation invocation, Database database, PrintStream lines) {
        Home home = invocation.home();
        Json.write(file(home, plan.sweep()), settings);
        Tracker tracker = Tracker.of(settings, invocation.program().environment(), lines, plan, true, home, database);
        tracker.sweepChanged();
        return tracker;
    }

    /** What the sweep's file said at its last start. */
    static Tracking settings(Home home, String sweep) {
        Path file = file(home, sweep);
        return Files.exists(file) ? Json.read(file, Tracking.class) : Tracking.NONE;
    }

    private static Path file(Home home, String sweep) {
        return home.plans(sweep).resolve("tracking");
    }

    /** Lets the last things be sent, and says what became of it. */
    static void end(Tracker tracker, Duration patience, Console console) {
        if (tracker.isOn()) {
            tracker.ended();
            tracker.sweepChanged();
            Delivery delivery = tracker.close(patience);
            say("mlflow", delivery, console);
            links(delivery.runs(), console);
        }
    }

    private static void links(SortedMap<String, String> runs, Console console) {
        runs.entrySet().stream()
                .limit(MOST_LINKS)
                .forEach(run -> console.line("mlflow: %s  %s".formatted(run.getValue(), run.getKey())));
        if (runs.size() > MOST_LINKS) {
            console.line("mlflow: %d more runs there".formatted(runs.size() - MOST_LINKS));
        }
    }

    static void say(String what, Delivery delivery, Console console) {
        console.line(what + ": " + delivery.summary()
                + (delivery.left() == 0
                        ? ""
                        : "; " + delivery.left() + " left"
                                + delivery.problem()
                                        .map(why -> " (" + why + ")")
                                        .orElse("")));
        delivery.link().ifPresent(link -> console.line(what + ": " + link));
    }
}
