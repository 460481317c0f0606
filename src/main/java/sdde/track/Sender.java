package sdde.track;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import sdde.config.Tracking;
import sdde.evaluate.Measurement;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.store.Database;
import sdde.store.OutboxItem;
import sdde.store.Plans;

/**
 * The one thread that speaks to the server: drains the outbox of a sweep, and after a failure waits longer and longer
 * until the server is in its right mind. What it sends is what the run's folder says at that moment.
 */
final class Sender implements Runnable {
    /** Between two looks for a run that may still land. */
    private static final Duration LATE_LOOK = Duration.ofSeconds(2);

    private final Server server;
    private final Patience patience;
    private final Tracking settings;
    private final FrozenPlan plan;
    private final Home home;
    private final Database database;
    private final PrintStream lines;
    private final SplittableRandom chance = new SplittableRandom(System.nanoTime());
    private final Map<String, FrozenPlan.Member> members = new TreeMap<>();

    private final Makings makings;
    private final SortedMap<String, String> links = new ConcurrentSkipListMap<>();

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
        this.makings = new Makings(patience.call().multipliedBy(2));
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
                Optional.ofNullable(link),
                links);
    }

    @Override
    public void run() {
        try (SenderLock lock = lock();
                Calls calls = new Calls(server, patience)) {
            if (lock != null) {
                String experiment = settings.experiment();
                String name = experiment == null ? plan.sweep() : experiment;
                drain(new Mirror(calls, new Web(server, patience), makings, name));
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
        boolean more = true;
        while (more) {
            List<OutboxItem> waiting = database.outbox(plan.sweep());
            more = waiting.isEmpty() ? settle(mirror) : sendAll(mirror, waiting);
        }
    }

    /** @return whether to go on */
    private boolean sendAll(Mirror mirror, List<OutboxItem> waiting) throws InterruptedException {
        for (OutboxItem item : waiting) {
            if (!attempt(mirror, item, () -> deliver(mirror, item)) && !recover(mirror)) {
                return false;
            }
            if (failures > 0) {
                return true; // what failed goes to the end
            }
        }
        return true;
    }

    /** When all is sent: takes away what should not be there, then waits for more. @return whether there will be more */
    private boolean settle(Mirror mirror) throws InterruptedException {
        if (unanswered || makings.areOpen()) {
            if (!attempt(mirror, null, () -> mirror.tidy(plan.sweep()))) {
                return recover(mirror);
            }
            unanswered = false;
            return !makings.areOpen() || pause(LATE_LOOK);
        }
        if (isMoreToCome()) {
            return true;
        }
        return !live && !attempt(mirror, null, () -> endDead(mirror)) && recover(mirror);
    }

    /** A run that no plan asks for any more may have died unsaid. */
    private void endDead(Mirror mirror) throws InterruptedException {
        Map<String, FrozenPlan.Member> all = new TreeMap<>(members);
        Plans.of(home, plan.sweep()).forEach(earlier -> earlier.members()
                .forEach(member -> all.putIfAbsent(member.id().hex(), member)));
        for (FrozenPlan.Member member : all.values()) {
            if (mirror.isRunning(new Page.Key(plan.sweep(), member.id().hex()))) {
                sent = sent.plus(mirror.send(page(member), plan.time()));
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

    private interface Step {
        void go() throws InterruptedException;
    }

    /** @param item what it delivers, if anything. @return whether it is done */
    private boolean attempt(Mirror mirror, @Nullable OutboxItem item, Step step) throws InterruptedException {
        try {
            step.go();
            if (item != null) {
                database.delivered(item);
            }
            if (problem != null) {
                lines.println("mlflow: %s: works again".formatted(server));
            }
            problem = null;
            failures = 0;
            postpone();
            link(mirror, item);
            return true;
        } catch (TrackingException e) {
            failed(item, String.valueOf(e.getMessage()), e.kind());
        } catch (RuntimeException e) {
            failed(
                    item,
                    "cannot read what is to be sent (" + e.getClass().getSimpleName() + ")",
                    TrackingException.Kind.REFUSED);
        }
        return false;
    }

    /** A server that works has as much time as it needs. */
    private synchronized void postpone() {
        if (closing) {
            giveUp = System.nanoTime() + patience.lastly().toNanos();
        }
    }

    private void link(Mirror mirror, @Nullable OutboxItem item) throws InterruptedException {
        if (link == null) {
            link = server.address() + mirror.link(new Page.Key(plan.sweep(), null));
        }
        FrozenPlan.Member member = item == null ? null : members.get(item.item());
        if (member != null) {
            Page.Key key = new Page.Key(plan.sweep(), member.id().hex());
            links.put(member.spec().title(), server.address() + mirror.link(key));
        }
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
