package sdde.track;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import sdde.evaluate.Measurement;
import sdde.run.FrozenPlan;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunId;

/**
 * Mirrors a sweep to MLflow while it runs. No method waits for the server but {@link #close}, and none throws because of
 * it: the first thing that cannot be sent prints one line, and nothing more is tried until {@code sweep sync}.
 */
public final class Tracker {
    /** What is sent, on the sender's thread. */
    private interface Sending {
        void send(Mirror mirror) throws InterruptedException;
    }

    /**
     * What became of it.
     *
     * @param sent pages that the server has confirmed
     * @param left pages that were not sent
     * @param problem why not
     */
    public record Delivery(int sent, int left, Optional<String> problem) {}

    private static final Sending LAST = mirror -> {};

    private final @Nullable Server server;
    private final PrintStream lines;
    private final Patience patience;
    private final LinkedBlockingQueue<Sending> queue = new LinkedBlockingQueue<>();
    private final Thread sender = new Thread(this::drain, "mlflow-sender");
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile @Nullable String problem;
    private volatile String sweep = "SWEEP";

    Tracker(@Nullable Server server, PrintStream lines, Patience patience) {
        this.server = server;
        this.lines = lines;
        this.patience = patience;
        if (server != null) {
            // the client logs whole answers of a server, and we say what matters ourselves
            System.setProperty("org.slf4j.simpleLogger.log.org.mlflow", "off");
            sender.setDaemon(true);
            sender.start();
        }
    }

    /**
     * @param address the sweep file's {@code tracking}, if any; MLFLOW_TRACKING_URI wins over it
     * @param environment usually {@code System.getenv()}
     * @param lines for the one line that says that the mirror does not work
     * @return a tracker that does nothing if there is no address, or none that we can use
     */
    public static Tracker of(Optional<String> address, Map<String, String> environment, PrintStream lines) {
        String set = environment.getOrDefault("MLFLOW_TRACKING_URI", "");
        String chosen = set.isBlank() ? address.orElse("") : set;
        if (chosen.isBlank()) {
            return new Tracker(null, lines, Patience.USUAL);
        }
        try {
            return new Tracker(Server.of(chosen, environment), lines, Patience.USUAL);
        } catch (IllegalArgumentException e) {
            lines.println("mlflow: off: " + e.getMessage() + "; results are unaffected");
            return new Tracker(null, lines, Patience.USUAL);
        }
    }

    /** Whether there is a server to send to. */
    public boolean isOn() {
        return server != null;
    }

    /** Mirrors one run of a sweep as its folder stands now. */
    public void runFinished(FrozenPlan plan, RunFiles run, List<Measurement> measurements) {
        RunId id = new RunId(run.folder().getFileName().toString());
        Optional<FrozenPlan.Member> member = plan.members().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
        member.ifPresent(known ->
                enqueue(plan, mirror -> mirror.run(plan.sweep(), plan.time(), Pages.run(known, run, measurements))));
    }

    /** Mirrors the sweep itself: its text, the states of its runs, and the mean of every metric by method. */
    public void sweepFinished(FrozenPlan plan, Home home, Map<RunId, List<Measurement>> measurements) {
        enqueue(plan, mirror -> mirror.sweep(plan.sweep(), Summary.page(plan, home, measurements)));
    }

    private void enqueue(FrozenPlan plan, Sending sending) {
        if (server != null) {
            sweep = plan.sweep();
            queue.add(sending);
        }
    }

    private void drain() {
        if (server == null) {
            return;
        }
        try (Calls calls = new Calls(server, patience)) {
            Mirror mirror = new Mirror(calls);
            for (Sending next = queue.take(); next != LAST; next = queue.take()) {
                attempt(next, mirror);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing time is over
        }
    }

    private void attempt(Sending sending, Mirror mirror) throws InterruptedException {
        if (problem != null) {
            left.incrementAndGet();
            return;
        }
        try {
            sending.send(mirror);
            sent.incrementAndGet();
        } catch (TrackingException e) {
            left.incrementAndGet();
            complain(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            left.incrementAndGet();
            complain("cannot read what is to be sent (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void complain(String reason) {
        problem = reason;
        lines.println("mlflow: %s: %s; training and results are unaffected; send later with: sweep sync %s"
                .formatted(server, reason, sweep));
    }

    /** Waits until everything is sent, or until the time is over; what is left then is counted and said. */
    public Delivery close(Duration most) {
        if (server == null) {
            return new Delivery(0, 0, Optional.empty());
        }
        queue.add(LAST);
        try {
            sender.join(Math.max(1, most.toMillis()));
            if (sender.isAlive()) {
                sender.interrupt();
                sender.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            sender.interrupt();
            Thread.currentThread().interrupt();
        }
        int waiting = (int) queue.stream().filter(sending -> sending != LAST).count();
        if (problem == null && (waiting > 0 || sender.isAlive() || queue.contains(LAST))) {
            left.incrementAndGet();
            complain("not everything was sent within " + most.toSeconds() + " s");
        }
        return new Delivery(sent.get(), left.get() + waiting, Optional.ofNullable(problem));
    }
}
