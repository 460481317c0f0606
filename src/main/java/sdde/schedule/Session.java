package sdde.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sdde.run.EventLog;
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

    private final Path runs;
    private final Executor executor;
    private final Scheduler.Settings settings;
    private final ScheduleListener listener;
    private final StopSignal stop;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final List<Busy> busy = new ArrayList<>();
    private final Places places;
    private final MemoryNeeds memory;
    private final FreeDisk disk;
    private final Map<Member, RunState> states = new LinkedHashMap<>();
    private final Map<Member, Failure> failures = new LinkedHashMap<>();
    private final Breaker breaker = new Breaker();
    private final Allowance allowance;
    private final Stalls stalls;
    private @Nullable String broken;
    private @Nullable String spent;
    private boolean diskTold;
    private long stopRequested;
    private boolean stopping;
    private int held;
    private SlotUse use = SlotUse.NONE;

    Session(Path runs, Executor executor, Scheduler.Settings settings, ScheduleListener listener, StopSignal stop) {
        this.runs = runs;
        this.executor = executor;
        this.settings = settings;
        this.listener = listener;
        this.stop = stop;
        this.memory = new MemoryNeeds(settings.forecast());
        this.places = new Places(settings.slots(), task -> memory.of(task.member.spec()));
        this.disk = new FreeDisk(runs);
        this.allowance = new Allowance(settings.budget());
        this.stalls = new Stalls(settings);
    }

    Summary run(FrozenPlan plan, Predicate<Member> wanted, Function<RunSpec, FrozenRun> freezer) {
        Map<Member, RunState> finished = sort(plan, wanted);
        listener.begin(
                plan.members().size(),
                waiting.size() + busy.size(),
                settings.slots().size());
        finished.forEach(listener::skipped);
        busy.forEach(work -> listener.adopted(work.task.member, work.number, work.slot.name()));
        long then = System.nanoTime();
        while (!busy.isEmpty() || mayStart()) {
            startWhatFits(freezer);
            stop.await(TICK_MILLISECONDS);
            long now = System.nanoTime();
            use = use.plus(now - then, busy.size(), places.free(), mayStart());
            then = now;
            enforceStop();
            List.copyOf(busy).forEach(this::look);
            executor.news().forEach(listener::notice);
            listener.tick();
        }
        return new Summary(
                states, finished.size(), failures, stop.gently(), broken, waiting.isEmpty() ? null : spent, held, use);
    }

    // --- what there is to do --------------------------------------------------------------------------------------

    /** Puts what is left to do in {@link #waiting}, what is at work already in {@link #busy}. @return what is done */
    private Map<Member, RunState> sort(FrozenPlan plan, Predicate<Member> wanted) {
        Map<Member, RunState> finished = new LinkedHashMap<>();
        for (Member member : plan.members()) {
            RunKeeper keeper = new RunKeeper(runs, member, settings.clock());
            Task task = new Task(member, keeper);
            if (keeper.isComplete() || (!adopt(task) && keeper.recover())) {
                finished.put(member, keeper.state());
                states.put(member, keeper.state());
                memory.learn(member.spec(), new EventLog(keeper.files().events()).read());
            } else if (!states.containsKey(member)) {
                states.put(member, RunState.PLANNED);
                if (wanted.test(member)) {
                    waiting.add(task);
                }
            }
        }
        return finished;
    }

    /** Whether the run's last attempt goes on, in the hands of this executor. */
    private boolean adopt(Task task) {
        if (task.keeper.openAttempt().isEmpty()) {
            return false;
        }
        int number = task.keeper.openAttempt().getAsInt();
        Optional<Attempt> alive = executor.adopt(task.keeper.files().attempt(number));
        if (alive.isEmpty()) {
            return false;
        }
        task.keeper.mergeAll();
        Optional<String> name = task.keeper.slotOf(number);
        Slot slot =
                places.named(name.orElse("")).orElseGet(() -> settings.slots().get(0));
        if (name.isEmpty()) {
            handOver(task, number, slot);
        }
        task.tries++;
        states.put(task.member, RunState.RUNNING);
        places.take(slot);
        work(task, number, slot, alive.get());
        return true;
    }

    /** Notes that whoever runs the workers has begun an attempt in place of the one before. */
    private void handOver(Task task, int number, Slot slot) {
        if (number > 1) {
            change(task, RunState.CANCELLED, number - 1, Map.of("reason", "goes on in attempt " + number));
        }
        change(task, RunState.LEASED, number, Map.of("slot", slot.name()));
    }

    // --- starting -------------------------------------------------------------------------------------------------

    private boolean mayStart() {
        return !waiting.isEmpty() && !stop.gently() && broken == null && !isSpent();
    }

    /** Whether the budget lets nothing more be started. */
    private boolean isSpent() {
        Optional<String> reason = allowance.spent(waiting);
        reason.ifPresent(this::spend);
        return reason.isPresent();
    }

    private void spend(String reason) {
        if (spent == null) {
            spent = reason;
            listener.notice(reason + "; what is at work is finished, nothing more is started");
        }
    }

    private void startWhatFits(Function<RunSpec, FrozenRun> freezer) {
        for (Task task : List.copyOf(waiting)) {
            if (places.free() == 0 || !mayStart()) {
                return;
            }
            if (!task.isReady(System.nanoTime()) || !allowance.lets(task)) {
                continue;
            }
            Optional<Slot> slot = places.find(task, busy);
            if (slot.isEmpty()) {
                return; // nobody overtakes a run that waits for room, or it would wait for ever
            }
            if (!hasDisk(task)) {
                return;
            }
            waiting.remove(task);
            start(task, slot.get(), freezer);
        }
    }

    /** If not, what is at work may still give room back; if nothing is, the sweep stops here. */
    private boolean hasDisk(Task task) {
        long written = busy.stream()
                .mapToLong(work -> settings.forecast().diskBytes(work.task.member))
                .sum();
        Optional<String> lack = disk.lacks(written + settings.forecast().diskBytes(task.member));
        if (lack.isEmpty()) {
            diskTold = false;
            return true;
        }
        if (busy.isEmpty()) {
            stopStarting(lack.get() + ", so nothing more was started; make room, then the same command goes on");
        } else if (!diskTold) {
            diskTold = true;
            listener.notice(lack.get() + "; waiting for room before more is started");
        }
        return false;
    }

    private void start(Task task, Slot slot, Function<RunSpec, FrozenRun> freezer) {
        allowance.begins(task);
        task.tries++;
        task.keeper.freeze(freezer.apply(task.member.spec()));
        int number = task.keeper.nextAttempt(slot, executor.endsWithOrchestrator());
        RunFiles folder = task.keeper.files().attempt(number);
        change(task, RunState.LEASED, number, Map.of("slot", slot.name()));
        places.take(slot);
        work(task, number, slot, executor.start(folder, slot));
        listener.started(task.member, number, slot.name());
    }

    private void work(Task task, int number, Slot slot, Attempt attempt) {
        CompletableFuture<?> unused = attempt.exit().whenComplete((exit, error) -> stop.wake());
        busy.add(new Busy(task, number, slot, attempt, System.nanoTime()));
        List<Busy> there = Places.on(slot, busy);
        there.forEach(work -> work.neighbours = Math.max(work.neighbours, there.size() - 1));
    }

    // --- what is at work ------------------------------------------------------------------------------------------

    private void look(Busy work) {
        boolean ended = work.attempt.exit().isDone();
        drain(work);
        LogLimit.enforce(work.files().log());
        if (ended) {
            busy.remove(work);
            places.giveBack(work.slot);
            conclude(work, work.attempt.exit().join());
        } else if (work.attempt.isWaiting()) {
            work.pulse.waits(System.nanoTime());
        } else if (work.stalled == null) {
            stalls.check(work).ifPresent(why -> end(work, why));
        }
    }

    private void end(Busy work, String why) {
        work.stalled = why;
        listener.notice("%s (%s) %s; its worker is ended"
                .formatted(work.task.member.spec().title(), work.task.member.id(), why));
        work.attempt.kill();
    }

    private void drain(Busy work) {
        work.task.keeper.merge(work.number, work.tail.fresh()).forEach(event -> {
            work.pulse.heard(event, System.nanoTime(), work.attempt.cpuTime());
            stalls.learn(work.task.member.spec(), event);
            memory.learn(work.task.member.spec(), event);
            if (event.type().equals("start")) {
                change(work.task, RunState.RUNNING, work.number, Map.of("slot", work.slot.name()));
            }
            if (event.type().equals("fault")) {
                work.badData = String.valueOf(event.data().get("data"));
            }
            listener.event(work.task.member, event);
        });
    }

    // --- how it ended ---------------------------------------------------------------------------------------------

    private void conclude(Busy work, Exit exit) {
        Task task = work.task;
        if (exit.code() == Exit.DONE && task.keeper.delivered(work.number)) {
            RunState outcome = task.keeper.promote(work.number);
            states.put(task.member, outcome);
            breaker.succeeded();
            listener.finished(task.member, outcome);
        } else if (exit.cause() == Exit.Cause.MOVED && goesOn(work)) {
            listener.notice("%s (%s) goes on in another place"
                    .formatted(task.member.spec().title(), task.member.id()));
        } else if (stop.gently()) {
            change(task, RunState.CANCELLED, work.number, Map.of("reason", "stopped: " + exit));
            listener.cancelled(task.member);
        } else if (exit.cause() == Exit.Cause.MOVED && Files.exists(work.files().checkpoint())) {
            change(task, RunState.CANCELLED, work.number, Map.of("reason", exit.toString()));
            task.moves++;
            waiting.addFirst(task);
        } else {
            Path log = work.files().log();
            fail(
                    work,
                    work.stalled == null
                            ? Failure.of(work.number, exit, log)
                            : Failure.stalled(work.number, exit, log, work.stalled));
        }
    }

    /** Whether the next attempt has been begun without us; it is watched from now on. */
    private boolean goesOn(Busy work) {
        int newest = work.task.keeper.newestAttempt();
        Optional<Attempt> next = newest == work.number
                ? Optional.empty()
                : executor.adopt(work.task.keeper.files().attempt(newest));
        next.ifPresent(attempt -> {
            handOver(work.task, newest, work.slot);
            places.take(work.slot);
            work(work.task, newest, work.slot, attempt);
            if (stopping) {
                attempt.stop();
            }
        });
        return next.isPresent();
    }

    private void fail(Busy work, Failure failure) {
        Task task = work.task;
        boolean again = isWorthAnotherTry(work, failure);
        change(
                task,
                RunState.FAILED,
                failure.attempt(),
                Map.of("reason", failure.reason(), "class", failure.kind().name(), "again", again));
        if (again) {
            task.backOff(System.nanoTime(), settings.backOff().toNanos());
            waiting.addFirst(task);
            listener.retrying(task.member, failure);
            return;
        }
        failures.put(task.member, failure);
        listener.failed(task.member, failure);
        if (failure.kind() == Failure.Kind.BAD_DATA && work.badData != null) {
            hold(work.badData, failure);
        } else if (failure.kind() == Failure.Kind.NO_SPACE) {
            stopStarting(
                    "a run could not write its files (%s), so nothing more was started; make room or let the folder be written to, then the same command goes on"
                            .formatted(failure.firstError()));
        } else {
            breaker.failed(failure).ifPresent(this::stopStarting);
        }
    }

    /** For want of memory, as long as it had neighbours; each time with half as many. */
    private boolean isWorthAnotherTry(Busy work, Failure failure) {
        Task task = work.task;
        if (failure.kind() == Failure.Kind.OUT_OF_MEMORY) {
            task.mostNeighbours = work.neighbours / 2;
            return work.neighbours > 0 && settings.retries() > 0;
        }
        return failure.kind().isRetriable() && task.tries - task.moves <= settings.retries();
    }

    /** No other run can use that data set either. */
    private void hold(String data, Failure failure) {
        List<Task> needing = waiting.stream().filter(task -> task.needs(data)).toList();
        waiting.removeAll(needing);
        held += needing.size();
        if (!needing.isEmpty()) {
            listener.notice(
                    "data set '%s' cannot be used (%s), so %d runs that need it are held; mend it, then the same command goes on"
                            .formatted(data, failure.firstError(), needing.size()));
        }
    }

    private void stopStarting(String reason) {
        if (broken == null) {
            broken = reason;
            listener.notice(reason);
        }
    }

    private void change(Task task, RunState state, int attempt, Map<String, ?> facts) {
        task.keeper.state(state, attempt, facts);
        states.put(task.member, state);
    }

    private void enforceStop() {
        if (!stop.gently()) {
            return;
        }
        if (!stopping) {
            stopping = true;
            stopRequested = System.nanoTime();
            busy.forEach(work -> work.attempt.stop());
            if (!busy.isEmpty() && !stop.atOnce()) {
                listener.notice("stopping: %d runs at work write a checkpoint first; a second time stops them at once"
                        .formatted(busy.size()));
            }
        }
        boolean impatient =
                System.nanoTime() - stopRequested > settings.patience().toNanos();
        if (stop.atOnce() || impatient) {
            busy.forEach(work -> work.attempt.kill());
        }
    }

    /** Leaves no worker behind, whatever went wrong; but those that are meant to outlive us go on. */
    @Override
    public void close() {
        if (executor.endsWithOrchestrator()) {
            busy.forEach(work -> work.attempt.kill());
        }
    }
}
