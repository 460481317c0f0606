package sdde.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sdde.config.Execution.Budget;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.FrozenRun;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.schedule.executor.Attempt;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Exit;
import sdde.schedule.executor.Slot;

/** One sweep being run: all decisions on one thread, so there is nothing to lock. */
final class Session implements AutoCloseable {
    /** How often progress is read; the end of a worker is noticed at once. */
    private static final long TICK_MILLISECONDS = 200;

    /** A run of this sweep that is not done. */
    private static final class Task {
        final Member member;
        final RunKeeper keeper;
        int tries;

        Task(Member member, RunKeeper keeper) {
            this.member = member;
            this.keeper = keeper;
        }
    }

    /** A task at work. */
    private record Busy(Task task, int number, Slot slot, Attempt attempt, EventTail tail) {}

    private final Path runs;
    private final Executor executor;
    private final Scheduler.Settings settings;
    private final ScheduleListener listener;
    private final StopSignal stop;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final List<Busy> busy = new ArrayList<>();
    private final Deque<Slot> free = new ArrayDeque<>();
    private final Map<Member, RunState> states = new LinkedHashMap<>();
    private final Map<Member, Failure> failures = new LinkedHashMap<>();
    private final Breaker breaker = new Breaker();
    private @Nullable String broken;
    private @Nullable String spent;
    private long stopRequested;
    private final long began;
    private int begun;

    Session(Path runs, Executor executor, Scheduler.Settings settings, ScheduleListener listener, StopSignal stop) {
        this.runs = runs;
        this.executor = executor;
        this.settings = settings;
        this.listener = listener;
        this.stop = stop;
        this.began = settings.clock().millis();
        for (int i = 0; i < settings.slots(); i++) {
            free.add(Slot.cpu(i));
        }
    }

    Summary run(FrozenPlan plan, Function<RunSpec, FrozenRun> freezer) {
        Map<Member, RunState> finished = sort(plan);
        listener.begin(plan.members().size(), waiting.size(), settings.slots());
        finished.forEach(listener::skipped);
        while (!busy.isEmpty() || mayStart()) {
            while (mayStart() && !free.isEmpty()) {
                start(waiting.remove(), freezer);
            }
            stop.await(TICK_MILLISECONDS);
            enforceStop();
            List.copyOf(busy).forEach(this::look);
            listener.tick();
        }
        return new Summary(states, finished.size(), failures, stop.gently(), broken, waiting.isEmpty() ? null : spent);
    }

    /** Puts what is left to do in {@link #waiting}. @return what is not */
    private Map<Member, RunState> sort(FrozenPlan plan) {
        Map<Member, RunState> finished = new LinkedHashMap<>();
        for (Member member : plan.members()) {
            RunKeeper keeper = new RunKeeper(runs, member, settings.clock());
            if (!keeper.isComplete()) {
                keeper.recover();
            }
            if (keeper.isComplete()) {
                finished.put(member, keeper.state());
                states.put(member, keeper.state());
            } else {
                states.put(member, RunState.PLANNED);
                waiting.add(new Task(member, keeper));
            }
        }
        return finished;
    }

    private boolean mayStart() {
        return !waiting.isEmpty() && !stop.gently() && broken == null && !isSpent();
    }

    /** Whether the budget lets nothing more be started. A run that was begun may be tried again. */
    private boolean isSpent() {
        Budget budget = settings.budget();
        long passed = settings.clock().millis() - began;
        if (budget.time().filter(time -> passed >= time.toMillis()).isPresent()) {
            spend("the time of %s that the sweep's budget gives a start is over"
                    .formatted(words(budget.time().get())));
            return true;
        }
        if (budget.runs().isPresent() && begun >= budget.runs().getAsInt() && waiting.element().tries == 0) {
            spend("the %d runs that the sweep's budget gives a start have begun"
                    .formatted(budget.runs().getAsInt()));
            return true;
        }
        return false;
    }

    private void spend(String reason) {
        if (spent == null) {
            spent = reason;
            listener.notice(reason + "; what is at work is finished, nothing more is started");
        }
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private void start(Task task, Function<RunSpec, FrozenRun> freezer) {
        Slot slot = free.remove();
        begun += task.tries == 0 ? 1 : 0;
        task.tries++;
        task.keeper.freeze(freezer.apply(task.member.spec()));
        int number = task.keeper.nextAttempt(slot.device(), slot.threads());
        RunFiles folder = task.keeper.files().attempt(number);
        change(task, RunState.LEASED, number, Map.of("slot", slot.name()));
        Attempt attempt = executor.start(folder, slot);
        CompletableFuture<?> unused = attempt.exit().whenComplete((exit, error) -> stop.wake());
        busy.add(new Busy(task, number, slot, attempt, new EventTail(folder.events())));
        listener.started(task.member, number, slot.name());
    }

    private void look(Busy work) {
        boolean ended = work.attempt.exit().isDone();
        drain(work);
        if (ended) {
            busy.remove(work);
            free.addFirst(work.slot);
            conclude(work, work.attempt.exit().join());
        }
    }

    private void drain(Busy work) {
        work.task.keeper.merge(work.number, work.tail.fresh()).forEach(event -> {
            if (event.type().equals("start")) {
                change(work.task, RunState.RUNNING, work.number, Map.of("slot", work.slot.name()));
            }
            listener.event(work.task.member, event);
        });
    }

    private void conclude(Busy work, Exit exit) {
        Task task = work.task;
        if (exit.code() == Exit.DONE && task.keeper.delivered(work.number)) {
            RunState outcome = task.keeper.promote(work.number);
            states.put(task.member, outcome);
            breaker.succeeded();
            listener.finished(task.member, outcome);
        } else if (stop.gently()) {
            change(task, RunState.CANCELLED, work.number, Map.of("reason", "stopped: " + exit));
            listener.cancelled(task.member);
        } else {
            fail(
                    task,
                    Failure.of(
                            work.number,
                            exit,
                            task.keeper.files().attempt(work.number).log()));
        }
    }

    private void fail(Task task, Failure failure) {
        change(
                task,
                RunState.FAILED,
                failure.attempt(),
                Map.of("reason", failure.reason(), "class", failure.kind().name()));
        if (failure.kind().isRetriable() && task.tries <= settings.retries()) {
            waiting.addFirst(task);
            listener.retrying(task.member, failure);
            return;
        }
        failures.put(task.member, failure);
        listener.failed(task.member, failure);
        breaker.failed(failure).ifPresent(reason -> {
            broken = reason;
            listener.notice(reason);
        });
    }

    private void change(Task task, RunState state, int attempt, Map<String, ?> facts) {
        task.keeper.state(state, attempt, facts);
        states.put(task.member, state);
    }

    private void enforceStop() {
        if (!stop.gently()) {
            return;
        }
        boolean first = stopRequested == 0;
        if (first) {
            stopRequested = settings.clock().millis();
            busy.forEach(work -> work.attempt.stop());
        }
        boolean impatient =
                settings.clock().millis() - stopRequested > settings.patience().toMillis();
        if (stop.atOnce() || impatient) {
            busy.forEach(work -> work.attempt.kill());
        }
    }

    /** Leaves no worker behind, whatever went wrong. */
    @Override
    public void close() {
        busy.forEach(work -> work.attempt.kill());
    }
}
