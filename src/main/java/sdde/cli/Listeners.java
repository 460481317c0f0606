package sdde.cli;

import java.util.List;
import java.util.function.Consumer;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunEvent;
import sdde.run.RunState;
import sdde.schedule.Failure;
import sdde.schedule.ScheduleListener;

/** Several listeners as one, called in order. */
record Listeners(List<ScheduleListener> all) implements ScheduleListener {
    Listeners {
        all = List.copyOf(all);
    }

    private void each(Consumer<ScheduleListener> call) {
        all.forEach(call);
    }

    @Override
    public void begin(int runs, int left, int slots) {
        each(listener -> listener.begin(runs, left, slots));
    }

    @Override
    public void skipped(Member member, RunState state) {
        each(listener -> listener.skipped(member, state));
    }

    @Override
    public void started(Member member, int attempt, String slot) {
        each(listener -> listener.started(member, attempt, slot));
    }

    @Override
    public void adopted(Member member, int attempt, String slot) {
        each(listener -> listener.adopted(member, attempt, slot));
    }

    @Override
    public void event(Member member, RunEvent event) {
        each(listener -> listener.event(member, event));
    }

    @Override
    public void retrying(Member member, Failure failure) {
        each(listener -> listener.retrying(member, failure));
    }

    @Override
    public void finished(Member member, RunState state) {
        each(listener -> listener.finished(member, state));
    }

    @Override
    public void failed(Member member, Failure failure) {
        each(listener -> listener.failed(member, failure));
    }

    @Override
    public void cancelled(Member member) {
        each(listener -> listener.cancelled(member));
    }

    @Override
    public void notice(String text) {
        each(listener -> listener.notice(text));
    }

    @Override
    public void tick() {
        each(ScheduleListener::tick);
    }
}
