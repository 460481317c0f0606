package sdde.track;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import sdde.config.Tracking;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunId;
import sdde.store.Database;

/**
 * Mirrors a sweep to MLflow. What changed is noted in the database's outbox, from which one thread sends. No method waits
 * for the server but {@link #close}, and none throws because of it.
 */
public final class Tracker {
    /** Between two sendings of a run that is being trained. */
    private static final long LIVE_MILLIS = 3_000;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger CHATTER = Logger.getLogger("org.mlflow_project");

    /** A tracker that does nothing. */
    public static final Tracker OFF = new Tracker(null, null, null, false);

    private final @Nullable Sender sender;
    private final @Nullable FrozenPlan plan;
    private final @Nullable Database database;
    private final Thread thread;
    private final AtomicLong clock = new AtomicLong();
    private final Map<RunId, Long> progress = new ConcurrentHashMap<>();

    /** @param now whether to send at once, or first when all is noted */
    private Tracker(@Nullable Sender sender, @Nullable FrozenPlan plan, @Nullable Database database, boolean now) {
        this.sender = sender;
        this.plan = plan;
        this.database = database;
        this.thread = new Thread(sender, "mlflow-sender");
        thread.setDaemon(true);
        if (sender != null) {
            // the client logs whole answers of a server, and we say what matters ourselves
            System.setProperty("org.slf4j.simpleLogger.log.org.mlflow", "off");
            CHATTER.setLevel(Level.OFF);
            if (now) {
                thread.start();
            }
        }
    }

    /**
     * @param settings of the sweep file; MLFLOW_TRACKING_URI wins over its address
     * @param environment usually {@code System.getenv()}
     * @param lines for a line when the mirror stops working, and one when it works again
     * @param live whether the sweep is being run by this program
     * @return {@link #OFF} if there is no address, or none that we can use
     */
    public static Tracker of(
            Tracking settings,
            Map<String, String> environment,
            PrintStream lines,
            FrozenPlan plan,
            boolean live,
            Home home,
            Database database) {
        return of(settings, environment, lines, plan, live, home, database, Patience.USUAL);
    }

    static Tracker of(
            Tracking settings,
            Map<String, String> environment,
            PrintStream lines,
            FrozenPlan plan,
            boolean live,
            Home home,
            Database database,
            Patience patience) {
        String set = environment.getOrDefault("MLFLOW_TRACKING_URI", "");
        String chosen = set.isBlank() ? Optional.ofNullable(settings.mlflow()).orElse("") : set;
        if (chosen.isBlank()) {
            return OFF;
        }
        try {
            Server server = Server.of(chosen, environment);
            if (server.certificates() != null) {
                Certificates.trust(server.certificates()); // told now if they cannot be read
            }
            return new Tracker(
                    new Sender(server, patience, settings, plan, live, home, database, lines), plan, database, live);
        } catch (IllegalArgumentException e) {
            lines.println("mlflow: off: " + e.getMessage() + "; results are unaffected");
            return OFF;
        }
    }

    /** What is wrong with the server that is named, in a line; nothing if it answers, or if none is named. */
    public static Optional<String> probe(Tracking settings, Map<String, String> environment) {
        String set = environment.getOrDefault("MLFLOW_TRACKING_URI", "");
        String chosen = set.isBlank() ? Optional.ofNullable(settings.mlflow()).orElse("") : set;
        if (chosen.isBlank()) {
            return Optional.empty();
        }
        try {
            Server server = Server.of(chosen, environment);
            try {
                new Web(server, Patience.USUAL).probe();
                return Optional.empty();
            } catch (TrackingException e) {
                return Optional.of(server + ": " + e.getMessage());
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Whether there is a server to send to. */
    public boolean isOn() {
        return sender != null;
    }

    /** The folder of a run says something new that matters. */
    public void changed(RunId run) {
        note(run.hex());
    }

    /** An epoch more; noted at most every few seconds. */
    public void progressed(RunId run) {
        long now = System.currentTimeMillis();
        Long last = progress.get(run);
        if (isOn() && (last == null || now - last >= LIVE_MILLIS)) {
            progress.put(run, now);
            note(run.hex());
        }
    }

    /** The sweep itself: how its runs stand, its report. */
    public void sweepChanged() {
        if (plan != null) {
            note(plan.hash());
        }
    }

    /** From now on, an unfinished run is one whose process has died. */
    public void ended() {
        if (sender != null) {
            sender.setLive(false);
        }
    }

    private void note(String item) {
        if (sender != null && plan != null && database != null) {
            long now = clock.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
            database.enqueue(plan.sweep(), item, now);
            sender.wake();
        }
    }

    /** Waits until everything is sent, until it is clear that it cannot be, or until the time is over. */
    public Delivery close(Duration most) {
        if (sender == null) {
            return Delivery.NOTHING;
        }
        sender.finish();
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        try {
            thread.join(Math.max(1, most.toMillis()));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(2));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        return sender.delivery();
    }
}
