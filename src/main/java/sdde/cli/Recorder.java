package sdde.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import sdde.evaluate.Evaluator;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.Failure;
import sdde.schedule.ScheduleListener;
import sdde.store.Database;
import sdde.store.StoredRun;
import sdde.track.Tracker;

/** Evaluates runs, writes them to the database and hands them to the mirror, beside the training and in the order in which they end. */
final class Recorder implements ScheduleListener, AutoCloseable {
    private final Home home;
    private final Database database;
    private final Tracker tracker;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "recorder");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean abandoned;
    private final Map<Member, Exception> failures = Collections.synchronizedMap(new LinkedHashMap<>());

    Recorder(Home home, Database database, Tracker tracker) {
        this.home = home;
        this.database = database;
        this.tracker = tracker;
    }

    /** A finished run whose rows are missing, after a crash or because the database was deleted, is recorded now. */
    @Override
    public void skipped(Member member, RunState state) {
        if (!isRecorded(member, state)) {
            record(member);
        } else if (tracker.isOn()) {
            worker.execute(() -> {
                if (!abandoned) {
                    mirror(member);
                }
            });
        }
    }

    /** Like all that touches the database, not on the scheduler's thread. */
    @Override
    public void started(Member member, int attempt, String slot) {
        progressed(member);
    }

    @Override
    public void event(Member member, RunEvent event) {
        if (event.type().equals("epoch")) {
            progressed(member);
        }
    }

    private void progressed(Member member) {
        if (tracker.isOn()) {
            worker.execute(() -> {
                if (!abandoned) {
                    tracker.progressed(member.id());
                }
            });
        }
    }

    @Override
    public void finished(Member member, RunState state) {
        record(member);
    }

    @Override
    public void failed(Member member, Failure failure) {
        record(member);
    }

    @Override
    public void cancelled(Member member) {
        record(member);
    }

    private boolean isRecorded(Member member, RunState state) {
        boolean known = database.runs(List.of(member.id())).stream()
                .map(StoredRun::state)
                .anyMatch(state::equals);
        List<String> sets = member.evalSets().stream().map(EvalSet::name).toList();
        return known
                && (state == RunState.DIVERGED
                        || database.measuredSets(member.id()).containsAll(sets));
    }

    private void record(Member member) {
        worker.execute(() -> {
            if (abandoned) {
                return;
            }
            try {
                database.record(RunFiles.of(home.runs(), member.id()), member.evalSets(), Evaluator::evaluate);
                mirror(member);
            } catch (RuntimeException e) {
                failures.put(member, e);
            }
        });
    }

    private void mirror(Member member) {
        tracker.changed(member.id());
    }

    /** Runs that could not be evaluated or stored, and why. */
    Map<Member, Exception> failures() {
        return new LinkedHashMap<>(failures);
    }

    /** Lets everything be recorded that has ended. */
    void finish() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(6, TimeUnit.HOURS)) {
            throw new IllegalStateException("recording the runs did not end within six hours");
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Drops what has not begun: the next start records it. What has begun ends: an interrupt would close the file. */
    void stop() {
        abandoned = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("recording a run did not end within five minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
