package sdde.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import sdde.run.FrozenPlan;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunEvent;
import sdde.run.RunState;
import sdde.schedule.Failure;
import sdde.schedule.ScheduleListener;

/** Counts what happens in a sweep, for whoever shows it. */
final class Scoreboard implements ScheduleListener {
    /** A run at work. @param epoch 0 until one is told. @param metrics of its last epoch. @param since milliseconds */
    record Running(Member member, int attempt, String slot, int epoch, Map<?, ?> metrics, long since) {
        /** Whether an attempt before this one may have done some epochs already. */
        boolean goesOn() {
            return epoch == 0 && attempt > 1;
        }

        /** Passes over the training split that the run is asked for. */
        int epochs() {
            return member.spec().train().epochs();
        }

        OptionalDouble metric(String name) {
            return metrics.get(name) instanceof Number number
                    ? OptionalDouble.of(number.doubleValue())
                    : OptionalDouble.empty();
        }
    }

    private final Clock clock;
    private final TimeLeft timeLeft = new TimeLeft();
    private final Map<Member, Running> running = new LinkedHashMap<>();
    private final List<Member> waiting = new ArrayList<>();
    private int runs;
    private int slots = 1;
    private int succeeded;
    private int diverged;
    private int failed;
    private int skipped;

    Scoreboard(FrozenPlan plan, Clock clock) {
        this.clock = clock;
        waiting.addAll(plan.members());
    }

    @Override
    public void begin(int all, int left, int slotCount) {
        runs = all;
        slots = slotCount;
    }

    @Override
    public void skipped(Member member, RunState state) {
        waiting.remove(member);
        skipped++;
        count(state);
    }

    @Override
    public void started(Member member, int attempt, String slot) {
        waiting.remove(member);
        running.put(member, new Running(member, attempt, slot, 0, Map.of(), clock.millis()));
    }

    @Override
    public void event(Member member, RunEvent event) {
        Running before = running.get(member);
        if (before != null
                && event.type().equals("epoch")
                && event.data().get("epoch") instanceof Number epoch
                && event.data().get("metrics") instanceof Map<?, ?> metrics) {
            running.put(
                    member,
                    new Running(member, before.attempt(), before.slot(), epoch.intValue(), metrics, before.since()));
            if (metrics.get("seconds") instanceof Number seconds) {
                timeLeft.epochTook(member.spec(), seconds.doubleValue());
            }
        }
    }

    @Override
    public void retrying(Member member, Failure failure) {
        running.remove(member);
        waiting.add(member);
    }

    @Override
    public void finished(Member member, RunState state) {
        running.remove(member);
        count(state);
    }

    @Override
    public void failed(Member member, Failure failure) {
        running.remove(member);
        failed++;
    }

    @Override
    public void cancelled(Member member) {
        running.remove(member);
        waiting.add(member);
    }

    private void count(RunState state) {
        if (state == RunState.DIVERGED) {
            diverged++;
        } else {
            succeeded++;
        }
    }

    List<Running> running() {
        return List.copyOf(running.values());
    }

    Optional<Running> running(Member member) {
        return Optional.ofNullable(running.get(member));
    }

    int runs() {
        return runs;
    }

    int skipped() {
        return skipped;
    }

    int done() {
        return succeeded + diverged;
    }

    int over() {
        return done() + failed;
    }

    /** {@code 3 done, 2 running, 5 left}, and what went wrong, if anything did. */
    String counts() {
        String text = "%d done, %d running, %d left".formatted(done(), running.size(), waiting.size());
        return text
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (diverged > 0 ? ", " + diverged + " diverged" : "");
    }

    /** Until the end of the sweep, from the epochs measured so far; none before the first. */
    Optional<Duration> timeLeft() {
        return timeLeft.of(waiting.stream().map(Member::spec).toList(), running(), slots);
    }
}
