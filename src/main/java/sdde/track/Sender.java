package sdde.track;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sdde.config.Tracking;
import sdde.evaluate.Measurement;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.store.Database;
import sdde.store.OutboxItem;

/**
 * The one thread that speaks to the server: drains the outbox of a sweep, and after a failure waits longer and longer
 * until the server is in its right mind. What it sends is what the run's folder says at that moment.
 */
final class Sender implements Runnable {
    private final Server server;
    private final Patience patience;
    private final Tracking settings;
    private final FrozenPlan plan;
    private final Home home;
    private final Database database;
    private final PrintStream lines;
    private final SplittableRandom chance = new SplittableRandom(System.nanoTime());
    private final Map<String, FrozenPlan.Member> members = new TreeMap<>();

    private boolean woken;
    private boolean closing;
    private long giveUp = Long.MAX_VALUE;
    private volatile boolean live;
    private int failures;
    private boolean unanswered;
    private volatile Sent sent = Sent.NOTHING;
    private volatile @Nullable String problem;
    private volatile @Nullable String link;

    Sender(
            Server server,
            Patience patience,
            Tracking settings,
            FrozenPlan plan,
            boolean live,
            Home home,
            Database database,
            PrintStream lines) {
        this.server = server;
        this.patience = patience;
        this.settings = settings;
        this.plan = plan;
        this.live = live;
        this.home = home;
        this.database = database;
        this.lines = lines;
        plan.members().forEach(member -> members.put(member.id().hex(), member));
    }

    /** There is something new in the outbox. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Nothing more will come: send what is left, and give up soon if the server does not work. */
    synchronized void finish() {
        closing = true;
        giveUp = System.nanoTime() + patience.lastly().toNanos();
        notifyAll();
    }

    /** From now on, an unfinished run is one whose process has died. */
    void setLive(boolean now) {
        live = now;
    }

    Delivery delivery() {
        return new Delivery(
                sent.toString(),
                database.outbox(plan.sweep()).size(),
                Optional.ofNullable(problem),
                Optional.ofNullable(link));
    }

    @Override
    public void run() {
        try (SenderLock lock = lock();
                Calls calls = new Calls(server, patience)) {
            if (lock != null) {
                String experiment = settings.experiment();
                drain(new Mirror(calls, new Web(server, patience), experiment == null ? plan.sweep() : experiment));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing time is over
        } catch (RuntimeException e) {
            problem = "cannot send (" + e.getClass().getSimpleName() + ")"; // the database was closed under us
        }
    }

    private @Nullable SenderLock lock() throws InterruptedException {
        for (Optional<SenderLock> lock = SenderLock.take(home); ; lock = SenderLock.take(home)) {
            if (lock.isPresent()) {
                return lock.get();
            }
            problem = "another program is sending from this home";
            if (!pause(Duration.ofSeconds(1))) {
                return null;
            }
        }
    }

    private void drain(Mirror mirror) throws InterruptedException {
        problem = null;
        while (true) {
            List<OutboxItem> waiting = database.outbox(plan.sweep());
            if (waiting.isEmpty()) {
                if (unanswered && attempt(mirror, null)) {
                    unanswered = false;
                }
                if (!isMoreToCome()) {
                    return;
                }
                continue;
            }
            for (OutboxItem item : waiting) {
                if (!attempt(mirror, item) && !recover(mirror)) {
                    return;
                }
                if (failures > 0) {
                    break; // what failed goes to the end
                }
            }
        }
    }

    private synchronized boolean isMoreToCome() throws InterruptedException {
        while (!woken && !closing) {
            wait();
        }
        boolean more = woken || !closing;
        woken = false;
        return more;
    }

    /** @param item null: only look for doubles. @return whether it is done */
    private boolean attempt(Mirror mirror, @Nullable OutboxItem item) throws InterruptedException {
        try {
            if (item == null) {
                mirror.tidy(plan.sweep());
            } else {
                deliver(mirror, item);
                database.delivered(item);
            }
            if (problem != null) {
                lines.println("mlflow: %s: works again".formatted(server));
            }
            problem = null;
            failures = 0;
            if (link == null) {
                link = server.address() + mirror.link(plan.sweep());
            }
            return true;
        } catch (TrackingException e) {
            failed(item, String.valueOf(e.getMessage()), e.kind());
        } catch (InterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(
                    item,
                    "cannot read what is to be sent (" + e.getClass().getSimpleName() + ")",
                    TrackingException.Kind.REFUSED);
        }
        return false;
    }

    private void failed(@Nullable OutboxItem item, String reason, TrackingException.Kind kind) {
        failures++;
        unanswered = true;
        if (item != null) {
            database.undelivered(item, reason);
        }
        if (problem == null) {
            lines.println("mlflow: %s: %s; training and results are unaffected; %s"
                    .formatted(
                            server,
                            reason,
                            kind == TrackingException.Kind.CREDENTIALS
                                    ? "send later with: sweep sync " + plan.sweep()
                                    : "trying again; what is left at the end: sweep sync " + plan.sweep()));
        }
        problem = reason;
        if (kind == TrackingException.Kind.CREDENTIALS) {
            giveUp = Long.MIN_VALUE; // they cannot change while we run
        }
    }

    /** Waits until the server answers sensibly. @return false if it is time to give up */
    private boolean recover(Mirror mirror) throws InterruptedException {
        mirror.forget();
        Web web = new Web(server, patience);
        while (giveUp != Long.MIN_VALUE && pause(patience.after(failures, chance.nextDouble()))) {
            try {
                web.probe();
                return true;
            } catch (TrackingException e) {
                failures++;
                problem = e.getMessage();
                if (e.kind() == TrackingException.Kind.CREDENTIALS) {
                    return false;
                }
            }
        }
        return false;
    }

    /** @return whether there is still time */
    private synchronized boolean pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            if (closing && now > giveUp) {
                return false;
            }
            wait(Math.max(1, Math.min(500, (end - now) / 1_000_000)));
        }
        return !closing || System.nanoTime() <= giveUp;
    }

    private void deliver(Mirror mirror, OutboxItem item) throws InterruptedException {
        FrozenPlan.Member member = members.get(item.item());
        if (member != null) {
            sent = sent.plus(mirror.send(page(member), plan.time()));
        } else if (item.item().equals(plan.hash())) {
            Page page = Summary.page(plan, home, this::measurements, live);
            sent = sent.plus(mirror.send(page, plan.time()));
        } // else of an older plan, whose runs are not shown any more
    }

    private Page page(FrozenPlan.Member member) {
        RunFiles files = RunFiles.of(home.runs(), member.id());
        return Pages.run(plan.sweep(), member, files, measurements(member.id()), settings.artifacts(), live);
    }

    private List<Measurement> measurements(RunId run) {
        return database.measurements(List.of(run)).getOrDefault(run, List.of());
    }
}
